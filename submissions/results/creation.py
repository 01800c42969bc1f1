"""Makes what an accepted case becomes, within the transaction of its acceptance."""

from __future__ import annotations

from typing import Any

from submissions.choices import Kind
from submissions.models import Submission
from submissions.results.pages import make_event, make_experience, make_proposal, make_report
from submissions.results.register import enter_decision, enter_edition, enter_plan

MAKERS = {
    Kind.PLAN: enter_plan,
    Kind.DECISION: enter_decision,
    Kind.REPORT: make_report,
    Kind.CONTENT: make_proposal,
    Kind.THEME: make_proposal,
    Kind.EXPERIENCE: make_experience,
    Kind.INVITATION: make_event,
    Kind.TIP: enter_edition,
}


def make_result(case: Submission, user: Any) -> dict[str, Any]:
    """Make it, link the case to it, and give what is new by name of the model and primary key.

    Raises:
        ValidationError: The case says too little; the message is a sentence.
    """
    return MAKERS[Kind(case.kind)](case, user)
