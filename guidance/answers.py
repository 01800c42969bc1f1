"""What readers answered."""

from django.db import models
from django.utils.translation import gettext_lazy
from wagtail.models import Page


class Verdict(models.TextChoices):
    YES = "ja", gettext_lazy("Yes")
    PARTLY = "delvis", gettext_lazy("Partly")
    NO = "nej", gettext_lazy("No")


class GuidanceAnswer(models.Model):
    """Whether a page helped a reader. Nothing says who answered."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("page"))
    verdict = models.CharField(gettext_lazy("did it help?"), max_length=6, choices=Verdict.choices)
    text = models.TextField(gettext_lazy("what is missing"), max_length=500, blank=True)
    created_at = models.DateTimeField(gettext_lazy("answered"), auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("answer to guidance")
        verbose_name_plural = gettext_lazy("answers to guidance")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_verdict_display()}"
