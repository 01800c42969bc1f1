"""Validation of proposals in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from content.admin.page_form import BasePageForm
from dialogue.choices import Outcome

REQUIRED_WITH_ANSWER = {
    "official_answer": _("Write the answer: an outcome is told with its reasons."),
    "answered_on": _("Write the day of the answer."),
    "answered_by": _("Write who answers."),
}


class ProposalPageForm(BasePageForm):
    """A proposal with its answer; checked in drafts too, because a database constraint ties answer and outcome."""

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
        """Adds an error when there is an answer and the outcome is still "received"."""
        if cleaned.get("official_answer"):
            self.add_error("outcome", _("Say what became of the proposal: it has an answer."))

    def require_answer(self, cleaned: dict[str, Any]) -> None:
        """Adds an error to each empty field of the answer, and when it is dated before the proposal."""
        for name, message in REQUIRED_WITH_ANSWER.items():
            if name in cleaned and not cleaned[name]:
                self.add_error(name, message)
        day, answered = cleaned.get("day"), cleaned.get("answered_on")
        if day and answered and answered < day:
            self.add_error("answered_on", _("The answer cannot be older than the proposal."))
