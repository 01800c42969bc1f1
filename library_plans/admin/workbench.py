"""What the register asks for on the workbench."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from content.admin.add_shortcuts import AddShortcut
from content.admin.workbench import WorkbenchRow
from library_plans.admin.batches.permission import PERMISSION as REGISTERS_PLANS
from library_plans.admin.batches.views import UNFINISHED
from library_plans.admin.filters import DOUBTFUL, UNREADABLE, ending_within
from library_plans.models import Edition, ImportBatch, Plan

MONTHS_AHEAD = 6  # a plan takes half a year to make, with its consultation
PERMISSION = "library_plans.change_plan"


def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    """Batches to go on with, files to give an owner, files and plans that lack something, and plans that go out."""
    batches = [batch_row()] if request.user.has_perm(REGISTERS_PLANS) else []
    return [*batches, *file_rows(), *plan_rows()] if request.user.has_perm(PERMISSION) else batches


def add_shortcuts(request: HttpRequest) -> list[AddShortcut]:
    """The way to many plans at once."""
    if not request.user.has_perm(REGISTERS_PLANS):
        return []
    return [AddShortcut(_("Enter many plans"), reverse("plan_batches:new"), order=50)]


def batch_row() -> WorkbenchRow:
    return WorkbenchRow(
        name="insattningar",
        label=_("Unfinished batches of plans"),
        count=ImportBatch.objects.unfinished().count,
        order=15,
        action=_("Go on"),
        list_url=f"{reverse('plan_batches:index')}?lage={UNFINISHED}",
    )


def file_rows() -> list[WorkbenchRow]:
    files = reverse("library_plans_files")
    return [
        WorkbenchRow(
            name="utan-agare",
            label=_("Files without owner"),
            count=Plan.objects.without_owner().count,
            order=10,
            list_url=reverse("plans:queue"),
            action=_("Give them an owner"),
            action_url=reverse("plans:next_without_owner"),
        ),
        WorkbenchRow(
            name="olasbara",
            label=_("Files that cannot be read"),
            count=Edition.objects.unreadable().not_reviewed().count,
            order=20,
            action=_("Replace or read again"),
            list_url=f"{files}?lage={UNREADABLE}&granskad=nej",
        ),
        WorkbenchRow(
            name="tveksamma",
            label=_("Files whose text has gaps or is of poor quality"),
            count=Edition.objects.doubtful().not_reviewed().count,
            order=30,
            action=_("Look through"),
            list_url=f"{files}?lage={DOUBTFUL}&granskad=nej",
        ),
    ]


def plan_rows() -> list[WorkbenchRow]:
    plans = reverse("plans:index")
    return [
        WorkbenchRow(
            name="gar-ut",
            label=_("Plans that go out within six months"),
            count=ending_within(Plan.objects.owned(), MONTHS_AHEAD).count,
            order=40,
            action=_("Follow up"),
            list_url=f"{plans}?manader={MONTHS_AHEAD}",
        ),
        WorkbenchRow(
            name="utan-beslut",
            label=_("Plans without any decision"),
            count=Plan.objects.without_decisions().count,
            order=50,
            action=_("Enter decisions"),
            list_url=f"{plans}?beslut=saknas",
        ),
    ]
