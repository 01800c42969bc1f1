"""`GET /api/v1/plans`: the plans of the register, in pages of a hundred."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query as Asked
from ninja import Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from delivery.api_router import ReadOnlyRouter
from library_plans.models import Decision, Edition, Plan, PlanStatusPeriod
from library_plans.redaction.rules import is_redacted
from library_plans.register.edition_selectors import editions_by_plan, preferred_edition
from library_plans.register.paging import page_with_total
from library_plans.register.plan_filters import apply_filters
from library_plans.rules import explain
from library_plans.search_source.filters import resolve_value
from library_plans.status_periods.statuses import plan_periods_on, status_from_period

router = ReadOnlyRouter(tags=["plans"])
PER_PAGE = 100
FILTERS = ("niva", "lan", "kommun", "typ", "status", "period", "beslut", "organ", "dnr")
FilterValue = Annotated[str, Field(max_length=120)]


class PlanParameters(Schema):
    """Filters with the names and values of the search page; each may be given several times."""

    model_config = ConfigDict(extra="ignore")

    niva: list[FilterValue] = Field([], description="kommun, region or annan")
    lan: list[FilterValue] = Field([], description="Numbers of län, two digits")
    kommun: list[FilterValue] = Field([], description="Codes of owners; 09 is Gotland, as 0980 is")
    typ: list[FilterValue] = []
    status: list[FilterValue] = Field([], description="One of the eight states of a plan")
    period: list[FilterValue] = Field(
        [], description="2027: goes out that year; tills-vidare; fran-2024: begins that year"
    )
    beslut: list[FilterValue] = Field([], description="Kind of decision, or antagande-2023")
    organ: list[FilterValue] = Field([], description="Body that adopted the plan")
    dnr: list[FilterValue] = []
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
    ends: date | None
    until_further_notice: bool
    last_day: date | None
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
    source_url: str = Field(description="Where the owner publishes it")
    example: bool


class PlanList(Schema):
    """A page of the plans that match, in KB's order of their first owner; `count` is the number on all pages."""

    count: int
    plans: list[PlanItem]
    next: str | None


@router.get("/plans", response=PlanList, summary="The register of library plans")
def plans(request: HttpRequest, asked: Asked[PlanParameters]) -> PlanList:
    """Plans with an owner, with status, decisions and URLs."""
    on = timezone.localdate()
    found = apply_filters(Plan.objects.owned(), resolve_filters(asked), on).in_register_order()
    part, count = page_with_total(found.with_owners_and_decisions(), asked.page, PER_PAGE)
    if asked.page > 1 and not part:
        raise HttpError(404, _("The answer does not have so many pages."))
    periods, editions = plan_periods_on(part, on), editions_by_plan(part)
    items = [plan_item(request, plan, periods[plan.pk], preferred_edition(editions[plan.pk]), on) for plan in part]
    more = count > asked.page * PER_PAGE
    return PlanList(count=count, plans=items, next=next_page_url(request, asked.page + 1) if more else None)


def resolve_filters(asked: PlanParameters) -> Mapping[str, frozenset[str]]:
    """The filters as terms, by the same rules as the search.

    Raises:
        HttpError: 400 for a value that does not exist.
    """
    wanted: dict[str, set[str]] = {}
    for name in FILTERS:
        for value in getattr(asked, name):
            try:
                key, term = resolve_value(name, value)
            except ValueError as error:
                raise HttpError(400, str(error)) from error
            wanted.setdefault(key, set()).add(term)
    return {name: frozenset(values) for name, values in wanted.items()}


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
        ends=plan.ends,
        until_further_notice=plan.until_further_notice,
        last_day=period.effective_end,
        status=status.code,
        status_label=status.label,
        status_sentence=explain(status),
        notes=[str(note.label) for note in status.notes],
        current=period.is_current,
        act=plan.act,
        predecessor=plan.predecessor_id,
        decisions=[decision_item(row) for row in plan.decisions.all()],
        url=url,
        text_url=f"{url}{edition.number}/sida/1/" if edition and readable else None,
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


def next_page_url(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
