"""The controlled vocabulary of themes: subjects, and sections of the Libraries Act."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class ThemeKind(models.TextChoices):
    SECTION = "section", _("Section of the Libraries Act")
    SUBJECT = "subject", _("Subject")


class Theme(index.Indexed, models.Model):
    """A theme of the vocabulary, with the terms that a search by theme matches."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ThemeKind.choices, default=ThemeKind.SUBJECT)
    description = models.CharField(_("description"), max_length=300, blank=True)
    terms = models.TextField(
        _("search terms"), max_length=1000, blank=True, help_text=_("One on each line: words and names in plans.")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("description"),
        FieldPanel("terms"),
        FieldPanel("position"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["-kind", "position", "name"]  # subjects before sections
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("themes:theme", args=[self.slug])

    @property
    def search_terms(self) -> list[str]:
        """The name and the terms, without duplicates."""
        lines = [self.name, *(" ".join(line.split()) for line in self.terms.splitlines())]
        return list({line.casefold(): line for line in reversed(lines) if line}.values())[::-1]
