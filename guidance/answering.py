"""Takes a reader's answer to "did this help?" on the page that it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from cms.pages import BasePage
from guidance.answers import GuidanceAnswer, Verdict

THANKS = "tack"
ASKED = "answered"  # in the session: the reader's answers by page


class AnswerForm(forms.Form):
    """One choice and a few words. `website` is hidden from people: only machines fill it in."""

    verdict = forms.ChoiceField(
        label=_("Did this help?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, partly or no.")},
    )
    text = forms.CharField(
        label=_("What is missing, or what was good?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At most 500 characters. Write nothing about persons: we do not know who answers."),
    )
    website = forms.CharField(required=False)


class Answered(BasePage):
    """A page that asks whether it helped. A reader who answers again changes the first answer."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return super().serve(request, *args, **kwargs)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            response = super().serve(request, *args, answer_form=form, **kwargs)
            response.status_code = 400
            return response
        if not form.cleaned_data["website"]:
            self.keep(request, form.cleaned_data)
        return HttpResponseRedirect(f"{self.get_url(request)}?{THANKS}=1#svar")

    def keep(self, request: HttpRequest, answer: dict[str, Any]) -> None:
        mine = request.session.get(ASKED, {})
        values = {"verdict": answer["verdict"], "text": answer["text"]}
        rows = GuidanceAnswer.objects
        row, _created = rows.update_or_create(pk=mine.get(str(self.pk)), page_id=self.pk, defaults=values)
        request.session[ASKED] = {**mine, str(self.pk): row.pk}

    def get_context(
        self, request: HttpRequest, *args: Any, answer_form: AnswerForm | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "answer_form": answer_form or AnswerForm(), "thanks": THANKS in request.GET}
