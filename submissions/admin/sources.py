"""The way back to a case, from the plan or the page that it became."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button
from wagtail.models import Page

from library_plans.models import Plan
from submissions.admin.access import desk_of
from submissions.models import Submission


def plan_sources(user: Any, plan: Plan) -> Iterator[tuple[str, str]]:
    """The cases of a plan that stand on the user's desk, as text and address."""
    for case in desk_of(user).filter(plan=plan):
        yield f"{label(case)} {case.title}", reverse("submissions_case", args=[case.pk])


def page_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The case that a page came from, in the menu of the page's form."""
    if view_name == "edit":
        for case in desk_of(user).filter(page=page.pk):
            yield Button(label(case), reverse("submissions_case", args=[case.pk]), icon_name="tasks", priority=80)


def label(case: Submission) -> str:
    return _("Case %(number)s") % {"number": case.number}
