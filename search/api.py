"""`GET /api/v1/search`: the same query, analysis and counts as `/sok/`, one hit a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query as Asked
from ninja import Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from delivery.api_router import ReadOnlyRouter
from delivery.open_data import OpenDataResponse
from search.forms import LONGEST, SearchForm
from search.results import EVERY_GROUP, ResultHit, SearchResults
from search.sources import all_sources

router = ReadOnlyRouter(tags=["search"])


class SearchParameters(Schema):
    """The names of the page's address; see there for values. Every filter may be given several times."""

    model_config = ConfigDict(extra="ignore")

    q: str = Field("", max_length=LONGEST, description='Words, "a phrase", -without, one OR another, begin*')
    scope: str | None = Field(None, description="senaste (default), gallande or alla")
    sort: str | None = Field(None, description="relevance (default), newest or oldest")
    page: int | None = Field(None, description="From 1; twenty plans a page, with their best hits")
    exakt: str | None = Field(None, description="1: no expansions, and never some words only")
    narliggande: str | None = Field(None, description="1: related words too")
    utan: list[str] = Field([], description="Names of expansions to leave out, or of owners to search as words")
    source: str | None = Field(None, description="What is searched; plans by default")
    lan: list[str] = Field([], description="Codes of regions, two digits")
    kommun: list[str] = Field([], description="Codes of municipalities, four digits")
    niva: list[str] = []
    typ: list[str] = []
    status: list[str] = []
    period: list[str] = []
    sprak: list[str] = []
    beslut: list[str] = []
    organ: list[str] = []
    dnr: list[str] = []
    variant: list[str] = []
    edition: list[str] = []
    form: list[str] = Field([], description="Forms of events")
    ar: list[str] = Field([], description="Years of events and reports")
    tema: list[str] = Field([], description="Themes; a hit has one of their terms, or its page is tagged with one")


class PlanPageHit(Schema):
    """A page of a plan that answers; `snippet` is HTML whose only element is `mark`."""

    owner: str
    owner_code: str
    plan: int = Field(description="Stable id")
    plan_title: str
    edition: int = Field(description="Its number within the plan")
    edition_id: int = Field(description="Stable id, as in `/api/v1/editions`")
    page: int
    unit: str = Field(description="sida, or avsnitt where the file has no pages")
    url: str
    snippet: str
    status: str
    example: bool


class WebPageHit(Schema):
    """A passage of a web page that answers, with `source=` of such pages; `snippet` as for a plan."""

    title: str
    heading: str = Field(description="The headings above it, outermost first")
    url: str = Field(description="The page, at its heading")
    snippet: str


class SearchResponse(OpenDataResponse):
    """Exact counts of the whole answer, and one stretch of its hits."""

    pages: int
    plans: int = Field(description="Plans with at least one such page")
    plans_only: int = Field(description="Further plans, matched by title or owner alone; they have no hits")
    explanation: str = Field(description="How the words were read")
    hits: list[PlanPageHit] | list[WebPageHit]
    hits_left_out: int = Field(description="Further hits of these plans; the CSV, or `edition=`, gives them")
    next: str | None


@router.get("/search", response=SearchResponse, summary="Search in the plans, down to the page")
def search(request: HttpRequest, asked: Asked[SearchParameters]) -> dict[str, Any]:
    """Pages that hold the words, grouped by plan in the order of the page."""
    form = SearchForm(request.GET, all_sources(), timezone.localdate(), request.user)
    if not form.is_valid():
        raise HttpError(400, " ".join(str(message) for messages in form.errors.values() for message in messages))
    results = SearchResults(form, shown=EVERY_GROUP)
    if form.page_number > results.list_pages:
        raise HttpError(404, _("The answer does not have so many pages."))
    return {
        "pages": results.result.pages,
        "plans": results.result.total,
        "plans_only": results.result.title_only,
        "explanation": results.explanation(),
        "hits": [hit_object(request, line) for card in results.cards for line in card.hits],
        "hits_left_out": sum(card.more for card in results.cards),
        "next": next_url(request, results),
    }


def hit_object(request: HttpRequest, line: ResultHit) -> dict[str, Any]:
    """A hit of the response: the fields of the source, an absolute address and the snippet."""
    return {**line.item, "url": request.build_absolute_uri(line.url), "snippet": str(line.snippet)}


def next_url(request: HttpRequest, results: SearchResults) -> str | None:
    """The next page of the results, or None on the last."""
    if results.form.page_number >= results.list_pages:
        return None
    address = results.form.search_url.with_value("page", str(results.form.page_number + 1))
    return request.build_absolute_uri(f"{request.path}?{address}")
