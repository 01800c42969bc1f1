"""`GET /api/v1/editions/ID/pages`: the text of an edition, page by page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query as Asked
from ninja import Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from delivery.api_router import ReadOnlyRouter, RowId
from delivery.open_data import OpenDataResponse
from library_plans.api.filters import next_url
from library_plans.models import Edition, EditionPage
from library_plans.open_data.page_texts import PageText, page_texts
from library_plans.redaction.rules import is_redacted

router = ReadOnlyRouter(tags=["pages"])
PER_PAGE = 50


class PageParameters(Schema):
    model_config = ConfigDict(extra="ignore")

    after: int = Field(0, ge=0, le=10**9, description="The last number of the part before, as `next` has it")


class PageItem(Schema):
    """A page, or section; withheld words are `[maskerat]`, and a withheld page has no text."""

    number: int = Field(description="Place in the file, from 1: edition and number stay what they are")
    label: str = Field(description="The number printed on the page; empty without one")
    state: str = Field(description="How it could be read: text, ocr, poor or no_text")
    languages: list[str] = Field(description="Of its passages, in their order")
    text: str = Field(description="Passages with an empty line between them")
    withheld: bool
    url: str


class PageList(OpenDataResponse):
    """A part of the pages in order; `count` is the number in all parts."""

    edition: int
    plan: int
    variant: str
    sha256: str = Field(description="Checksum of the file that the text was read from")
    count: int
    pages: list[PageItem]
    next: str | None


@router.get("/editions/{edition}/pages", response=PageList, summary="Text per page", url_name="pages")
def pages(request: HttpRequest, edition: RowId, asked: Asked[PageParameters]) -> PageList:
    """The text of an edition; 404 where none has this id, and where all of it is withheld."""
    found = Edition.objects.owned().filter(pk=edition).select_related("plan").prefetch_related("redactions").first()
    if found is None or is_redacted(found):
        raise HttpError(404, _("There is nothing at this address."))
    rows = list(EditionPage.objects.filter(edition=found, number__gt=asked.after).order_by("number")[: PER_PAGE + 1])
    part = rows[:PER_PAGE]
    for row in part:
        row.edition = found
    url = request.build_absolute_uri(f"{found.plan.get_absolute_url()}{found.number}/")
    return PageList(
        edition=found.pk,
        plan=found.plan_id,
        variant=found.variant,
        sha256=found.sha256,
        count=found.page_count or 0,
        pages=[page_item(text, url) for text in page_texts(part)],
        next=next_url(request, "after", part[-1].number) if len(rows) > PER_PAGE else None,
    )


def page_item(found: PageText, edition_url: str) -> PageItem:
    page = found.page
    return PageItem(
        number=page.number,
        label=page.label,
        state=page.state,
        languages=list(found.languages),
        text=found.text,
        withheld=found.is_withheld,
        url=f"{edition_url}sida/{page.number}/",
    )
