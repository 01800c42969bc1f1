"""What an editor may write about a proposal and its answer."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from dialogue.choices import Outcome

REQUIRED = {
    "official_answer": _("Write the answer: an outcome is told with its reasons."),
    "answered_on": _("Write the day of the answer."),
    "answered_by": _("Write who answers."),
}


class ProposalForm(WagtailAdminPageForm):
    """A proposal; its outcome and the answer belong together in drafts too, as the database asks for both."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "official_answer" in cleaned and not strip_tags(cleaned["official_answer"]).strip():
            cleaned["official_answer"] = ""
        if cleaned.get("outcome") == Outcome.RECEIVED:
            self.refuse_answer_without_outcome(cleaned)
        elif cleaned.get("outcome"):
            self.require_answer(cleaned)
        return cleaned

    def refuse_answer_without_outcome(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("official_answer"):
            self.add_error("outcome", _("Say what became of the proposal: it has an answer."))

    def require_answer(self, cleaned: dict[str, Any]) -> None:
        """Errors at what is missing; a field that is wrong in itself has its own."""
        for name, message in REQUIRED.items():
            if name in cleaned and not cleaned[name]:
                self.add_error(name, message)
        day, answered = cleaned.get("day"), cleaned.get("answered_on")
        if day and answered and answered < day:
            self.add_error("answered_on", _("The answer cannot be older than the proposal."))
