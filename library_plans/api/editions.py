"""`GET /api/v1/editions`: the collected files, each with its checksum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

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
from library_plans.choices import EditionVariant
from library_plans.models import Edition, PlanSettings
from library_plans.querysets import READABLE, EditionQuerySet
from library_plans.redaction.rules import active_redactions, is_file_shown, is_redacted
from library_plans.status_periods.statuses import plan_periods_on

router = ReadOnlyRouter(tags=["editions"])
PER_PAGE = 100
PlanId = Annotated[int, Field(ge=1, lt=2**63)]


class EditionParameters(PlanFilters):
    """The filters of plans, and those of editions."""

    plan: list[PlanId] = Field([], description="Ids of plans")
    variant: list[EditionVariant] = []
    sprak: list[Annotated[str, Field(max_length=12)]] = Field([], description="Languages, as in sv or se")
    sha256: str = Field("", pattern=r"^([0-9a-f]{64})?$", description="Checksum of a file")
    after: int = Field(0, ge=0, lt=2**63, description="The last id of the part before, as `next` has it")


class FileItem(Schema):
    """A file as it was collected; `url` is null where it is not published here, or a part of it is withheld."""

    url: str | None
    media_type: str
    size: int = Field(description="In bytes")
    sha256: str = Field(description="Checksum, 64 hexadecimal digits")


class EditionItem(Schema):
    """An edition. Variants other than `antagen` are not the text that was adopted."""

    id: int = Field(description="Stable")
    plan: int
    plan_title: str
    number: int = Field(description="Within the plan, from 1 in order of collection")
    variant: str
    language: str
    start_year: int | None = Field(description="Year in which the plan's period starts")
    adopted: date | None = Field(description="Day of the decision by which the plan stands adopted on `valid_on`")
    adoption_year: int | None
    fetched_at: datetime
    source_url: str = Field(description="Where it was fetched; empty when it is not known")
    file: FileItem
    state: str = Field(description="How it could be read: text, ocr, partial, poor, or why it gave no text")
    page_count: int | None = Field(description="Pages, or sections where the format has no pages; null while unread")
    unit: str = Field(description="sida or avsnitt")
    withheld: bool = Field(description="Whether some of it, or all, is withheld today")
    url: str
    pages_url: str | None = Field(description="Its text in this API; null when there is none to show")
    example: bool


class EditionList(OpenDataResponse):
    """A part of the editions that match, by id; `count` is the number in all parts."""

    count: int
    editions: list[EditionItem]
    next: str | None


class EditionResponse(OpenDataResponse):
    edition: EditionItem


@router.get("/editions", response=EditionList, summary="Collected files with checksums", url_name="editions")
def editions(request: HttpRequest, asked: Asked[EditionParameters]) -> EditionList:
    """Editions of plans that somebody owns. An edition that is added meanwhile moves no other to another part."""
    found = filtered_editions(asked)
    rows = list(with_facts(found.filter(pk__gt=asked.after).order_by("pk"))[: PER_PAGE + 1])
    part = rows[:PER_PAGE]
    following = next_url(request, "after", part[-1].pk) if len(rows) > PER_PAGE else None
    return EditionList(count=found.count(), editions=edition_items(request, part), next=following)


@router.get("/editions/{edition}", response=EditionResponse, summary="An edition by its id", url_name="edition")
def edition(request: HttpRequest, edition: RowId) -> EditionResponse:
    """One edition; 404 where no plan that somebody owns has one with this id."""
    found = list(with_facts(Edition.objects.owned().filter(pk=edition)))
    if not found:
        raise HttpError(404, _("There is nothing at this address."))
    [item] = edition_items(request, found)
    return EditionResponse(edition=item)


def filtered_editions(asked: EditionParameters) -> EditionQuerySet:
    plans = filtered_plans(asked, timezone.localdate())
    if asked.plan:
        plans = plans.filter(pk__in=asked.plan)
    found = Edition.objects.filter(plan__in=plans.order_by().values("pk"))
    if asked.variant:
        found = found.filter(variant__in=asked.variant)
    if asked.sprak:
        found = found.filter(language__in=asked.sprak)
    return found.filter(sha256=asked.sha256) if asked.sha256 else found


def with_facts(editions: EditionQuerySet) -> EditionQuerySet:
    """Editions with their plans, owners and redactions: two queries more."""
    return editions.select_related("plan").prefetch_related("plan__owners__organisation", "redactions")


def edition_items(request: HttpRequest, editions: Sequence[Edition]) -> list[EditionItem]:
    """The objects of editions that come `with_facts`: two queries."""
    publishes = PlanSettings.current().publish_copies
    periods = plan_periods_on({row.plan_id: row.plan for row in editions}.values(), timezone.localdate())
    adoptions = {plan: period.adoption for plan, period in periods.items()}
    return [
        edition_item(request, row, decision.decided_on if (decision := adoptions[row.plan_id]) else None, publishes)
        for row in editions
    ]


def edition_item(request: HttpRequest, row: Edition, adopted: date | None, publishes: bool) -> EditionItem:
    plan = row.plan
    url = request.build_absolute_uri(f"{plan.get_absolute_url()}{row.number}/")
    has_text = row.state in READABLE and not is_redacted(row)
    return EditionItem(
        id=row.pk,
        plan=plan.pk,
        plan_title=plan.title,
        number=row.number,
        variant=row.variant,
        language=row.language,
        start_year=plan.starts.year if plan.starts else None,
        adopted=adopted,
        adoption_year=adopted.year if adopted else None,
        fetched_at=row.fetched_at,
        source_url=row.source_url,
        file=FileItem(
            url=f"{url}fil/" if is_file_shown(row, publishes) else None,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
        ),
        state=row.state,
        page_count=row.page_count,
        unit="sida" if row.has_pages else "avsnitt",
        withheld=bool(active_redactions(row)),
        url=url,
        pages_url=request.build_absolute_uri(reverse("api:pages", args=[row.pk])) if has_text else None,
        example=plan.is_example,
    )
