"""What cases ask for on the workbench."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from content.admin.workbench import WorkbenchRow
from submissions.admin.access import PERMISSION, desk_of
from submissions.admin.desk import COLUMNS, OVERDUE
from submissions.choices import Step


def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    """New cases whose turn is the user's, and those whose day of answer has passed."""
    if not request.user.has_perm(PERMISSION):
        return []
    cases, desk = desk_of(request.user), reverse("submissions_desk")
    is_kb = request.user.has_perm("library_plans.change_plan")
    new = cases.filter(COLUMNS[0][2], step=Step.KB if is_kb else Step.REGION)
    return [
        WorkbenchRow(
            name="nya-arenden",
            label=_("New cases"),
            count=new.count,
            order=5,
            action=_("Take them up"),
            action_url=desk,
        ),
        WorkbenchRow(
            name="forsenade-arenden",
            label=_("Cases that should have been answered"),
            count=cases.overdue().count,
            order=6,
            action=_("Answer them"),
            list_url=f"{desk}?visa={OVERDUE}",
        ),
    ]
