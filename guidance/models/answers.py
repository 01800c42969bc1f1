"""What readers answered to "did this help?", and what makes a page ask it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from content.pages import BasePage
from guidance.choices import Verdict
from guidance.forms import AnswerForm

ANSWER = "svar"  # the address of the form, below the page's own
CHOSEN = "val"  # what the reader chose on the page
THANKS = "tack"
ASKED = "answered"  # in the session: the reader's answers by page


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


class Answered(BasePage):
    """A page that asks whether it helped. A reader who answers again changes the first answer.

    The form has an address of its own: its token is each reader's, and the page itself stays the same for everybody.
    """

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components == [ANSWER] and self.live:
            return RouteResult(self, kwargs={"answering": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, answering: bool = False, **kwargs: Any) -> HttpResponse:
        if not answering:
            return super().serve(request, *args, **kwargs)
        if request.method != "POST":
            return self.ask(request, AnswerForm(initial={"verdict": request.GET.get(CHOSEN)}))
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.ask(request, form, status=400)
        if not form.cleaned_data["website"]:
            self.keep(request, form.cleaned_data)
        return HttpResponseRedirect(f"{self.answer_url(request)}?{THANKS}=1")

    def ask(self, request: HttpRequest, form: AnswerForm, status: int = 200) -> HttpResponse:
        context = {
            "page": self,
            "form": form,
            "thanks": THANKS in request.GET,
            "breadcrumbs": self.child_breadcrumbs(request, str(form.fields["verdict"].label)),
        }
        return TemplateResponse(request, "guidance/answering.html", context, status=status)

    def keep(self, request: HttpRequest, answer: dict[str, Any]) -> None:
        mine = request.session.get(ASKED, {})
        values = {"verdict": answer["verdict"], "text": answer["text"]}
        rows = GuidanceAnswer.objects
        row, _created = rows.update_or_create(pk=mine.get(str(self.pk)), page_id=self.pk, defaults=values)
        request.session[ASKED] = {**mine, str(self.pk): row.pk}

    def answer_url(self, request: HttpRequest) -> str:
        return f"{self.get_url(request)}{ANSWER}/"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "answer_url": self.answer_url(request), "verdicts": Verdict.choices}
