"""The filters that lists of plans and of editions share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from ninja import Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, Field

from library_plans.models import Edition, Plan
from library_plans.querysets import PlanQuerySet
from library_plans.register.plan_filters import apply_filters
from library_plans.search_source import PlanSource
from library_plans.search_source.facet_values import ALL
from library_plans.search_source.filters import resolve_value
from search.forms import SearchForm
from search.results import SearchResults

FILTERS = ("niva", "lan", "kommun", "typ", "status", "period", "beslut", "organ", "dnr")
YEARS = ("borjar", "antagen")
FilterValue = Annotated[str, Field(max_length=120)]
Year = Annotated[int, Field(ge=1900, le=2099)]


class PlanFilters(Schema):
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
    borjar: list[Year] = Field([], description="Years in which the period starts")
    antagen: list[Year] = Field([], description="Years of adoption")
    tema: list[FilterValue] = Field(
        [], description="Themes (two at most): plans whose adopted text, or title, holds one of their terms"
    )


def filtered_plans(asked: PlanFilters, on: date) -> PlanQuerySet:
    """The public plans that pass the filters on a day.

    Raises:
        HttpError: 400 for a value that does not exist.
        EngineUnavailable: A theme was asked for while the search is down.
    """
    plans = apply_filters(Plan.objects.owned(), resolve_filters(asked), on)
    return plans.filter(pk__in=plans_with_theme(asked.tema, on)) if asked.tema else plans


def resolve_filters(asked: PlanFilters) -> Mapping[str, frozenset[str]]:
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
    for name in YEARS:
        if years := getattr(asked, name):
            wanted.setdefault(name, set()).update(map(str, years))
    return {name: frozenset(values) for name, values in wanted.items()}


def plans_with_theme(slugs: list[str], on: date) -> set[int]:
    """The plans that the search finds by themes, older ones too, by primary key: one question to the engine."""
    address = QueryDict(mutable=True)
    address["scope"] = ALL
    address.setlist("tema", slugs)
    form = SearchForm(address, [PlanSource()], on, AnonymousUser())
    require_valid(form)
    editions = SearchResults(form).counted_by("edition").facets["edition"]
    return set(Edition.objects.filter(pk__in=map(int, editions)).values_list("plan", flat=True))


def require_valid(form: SearchForm) -> None:
    """Raises HttpError with status 400 and the messages of an invalid form."""
    if not form.is_valid():
        raise HttpError(400, " ".join(str(message) for messages in form.errors.values() for message in messages))


def next_url(request: HttpRequest, name: str, value: int) -> str:
    """The absolute address of the request with another value of one parameter."""
    asked = request.GET.copy()
    asked[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
