"""`GET /api/v1/plans`: the plans of the register, in pages of a hundred."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query as Asked
from ninja import Schema
from ninja.errors import HttpError
from pydantic import Field

from delivery.api_router import ReadOnlyRouter, RowId
from delivery.open_data import OpenDataResponse
from library_plans.api.filters import PlanFilters, filtered_plans, next_url
from library_plans.models import Decision, Edition, Plan, PlanStatusPeriod
from library_plans.redaction.rules import is_redacted
from library_plans.register.edition_selectors import editions_by_plan, preferred_edition
from library_plans.register.paging import page_with_total
from library_plans.rules import explain
from library_plans.status_periods.statuses import plan_periods_on, status_from_period

router = ReadOnlyRouter(tags=["plans"])
PER_PAGE = 100


class PlanParameters(PlanFilters):
    page: int = Field(1, ge=1, le=100_000)


class OwnerItem(Schema):
    code: str
    name: str
    role: str


class DecisionItem(Schema):
    kind: str
    on: date
    body: str
    body_name: str
    section: str
    dnr: str
    new_end: date | None
    until_further_notice: bool
    minutes_url: str


class PlanItem(Schema):
    """A plan as the register knows it today. `ends` is as adopted; `last_day` is by all decisions (null: open)."""

    id: int = Field(description="Stable")
    title: str
    kind: str
    owners: list[OwnerItem]
    starts: date | None
    start_year: int | None
    ends: date | None
    until_further_notice: bool
    last_day: date | None
    adopted: date | None = Field(description="Day of the decision by which it stands adopted on `valid_on`")
    adoption_year: int | None
    status: str
    status_label: str
    status_sentence: str = Field(description="Why, in one sentence")
    notes: list[str]
    current: bool = Field(description="Whether KB counts it as aktuell")
    act: int | None
    predecessor: int | None
    decisions: list[DecisionItem]
    url: str
    text_url: str | None = Field(description="First page of the text that stands for the plan")
    editions_url: str = Field(description="Its editions in this API")
    source_url: str = Field(description="Where the owner publishes it")
    example: bool


class PlanList(OpenDataResponse):
    """A page of the plans that match, in KB's order of their first owner; `count` is the number on all pages."""

    count: int
    plans: list[PlanItem]
    next: str | None


class PlanResponse(OpenDataResponse):
    plan: PlanItem


@router.get("/plans", response=PlanList, summary="The register of library plans")
def plans(request: HttpRequest, asked: Asked[PlanParameters]) -> PlanList:
    """Plans with an owner, with status, decisions and URLs."""
    on = timezone.localdate()
    found = filtered_plans(asked, on).in_register_order()
    part, count = page_with_total(found.with_owners_and_decisions().select_related("predecessor"), asked.page, PER_PAGE)
    if asked.page > 1 and not part:
        raise HttpError(404, _("The answer does not have so many pages."))
    more = count > asked.page * PER_PAGE
    following = next_url(request, "page", asked.page + 1) if more else None
    return PlanList(count=count, plans=plan_items(request, part, on), next=following)


@router.get("/plans/{plan}", response=PlanResponse, summary="A plan by its id")
def plan(request: HttpRequest, plan: RowId) -> PlanResponse:
    """One plan; 404 where none that somebody owns has this id."""
    found = list(Plan.objects.owned().filter(pk=plan).with_owners_and_decisions().select_related("predecessor"))
    if not found:
        raise HttpError(404, _("There is nothing at this address."))
    [item] = plan_items(request, found, timezone.localdate())
    return PlanResponse(plan=item)


def plan_items(request: HttpRequest, plans: Sequence[Plan], on: date) -> list[PlanItem]:
    """The objects of plans that come with owners and decisions: three queries."""
    periods, editions = plan_periods_on(plans, on), editions_by_plan(plans)
    return [plan_item(request, plan, periods[plan.pk], preferred_edition(editions[plan.pk]), on) for plan in plans]


def plan_item(
    request: HttpRequest, plan: Plan, period: PlanStatusPeriod, edition: Edition | None, on: date
) -> PlanItem:
    status = status_from_period(period, on)
    url = request.build_absolute_uri(plan.get_absolute_url())
    readable = edition is not None and bool(edition.page_count) and not is_redacted(edition)
    return PlanItem(
        id=plan.pk,
        title=plan.title,
        kind=plan.kind,
        owners=[
            OwnerItem(code=row.organisation.code, name=row.organisation.display_name, role=row.role)
            for row in plan.ordered_owners
        ],
        starts=plan.starts,
        start_year=plan.starts.year if plan.starts else None,
        ends=plan.ends,
        until_further_notice=plan.until_further_notice,
        last_day=period.effective_end,
        adopted=status.adoption.decided_on if status.adoption else None,
        adoption_year=status.adoption.decided_on.year if status.adoption else None,
        status=status.code,
        status_label=status.label,
        status_sentence=explain(status),
        notes=[str(note.label) for note in status.notes],
        current=period.is_current,
        act=plan.act,
        predecessor=None if plan.predecessor is None or plan.predecessor.is_voided else plan.predecessor_id,
        decisions=[decision_item(row) for row in plan.decisions.all()],
        url=url,
        text_url=f"{url}{edition.number}/sida/1/" if edition and readable else None,
        editions_url=request.build_absolute_uri(f"{reverse('api:editions')}?plan={plan.pk}"),
        source_url=edition.source_url if edition else "",
        example=plan.is_example,
    )


def decision_item(row: Decision) -> DecisionItem:
    return DecisionItem(
        kind=row.kind,
        on=row.decided_on,
        body=row.body,
        body_name=row.body_name,
        section=row.section,
        dnr=row.dnr,
        new_end=row.new_end,
        until_further_notice=row.until_further_notice,
        minutes_url=row.minutes_url,
    )
