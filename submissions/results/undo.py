"""Takes out of sight what a case made that turns out to be registered in error."""

from __future__ import annotations

from typing import Any

from wagtail.actions.unpublish_page import UnpublishPageAction

from library_plans.models import Decision, Edition, Plan
from library_plans.voiding import void_rows
from submissions.choices import EventType
from submissions.models import Submission

REGISTERED: dict[str, Any] = {"plan": Plan, "edition": Edition, "decision": Decision}


def undo_result(case: Submission, user: Any, reason: str) -> None:
    """Declare what the case entered in the register registered in error, and unpublish its pages.

    Nothing is deleted.
    """
    accepted = case.events.filter(type=EventType.ACCEPTED).last()
    made = accepted.payload if accepted else {}
    if "plan" in made:  # its parts go with it
        made = {"plan": made["plan"]}
    rows = [model.objects.filter(pk=made[name]).first() for name, model in REGISTERED.items() if name in made]
    if standing := [row for row in rows if row is not None]:
        void_rows(standing, user, reason[:255])
    for page in (case.page, case.news):
        if page is not None and page.live:
            UnpublishPageAction(page.specific, user=user).execute(skip_permission_checks=True)
