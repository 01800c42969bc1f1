"""The search page, its CSV and autocomplete."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.components import Pager, SearchBox
from delivery.csv_export import EXCEL, STANDARD, csv_response
from search import csv_rows, facets, zero_results
from search.expansion_links import expansion_links, match_modes
from search.feed import search_feed
from search.forms import LONGEST, SearchForm
from search.results import SearchResults
from search.sources import all_sources
from search.suggestions import suggestions
from search.tabs import tabs
from search.types import EngineUnavailable

logger = logging.getLogger(__name__)

TITLE_WORDS = 60  # characters of the words in the title
FEW = 10  # pages; with fewer the page suggests other searches
ROBOTS = "noindex, follow"  # results pages are not for search engines
CSV_FORMATS = {"csv": ("", STANDARD), "csv-excel": ("-excel", EXCEL)}  # end of the file's name, and its form
RETRY_AFTER = "60"  # seconds
EXAMPLES = (
    ("läsfrämjande små barn", gettext_lazy("all the words, also in other forms")),
    ('"annat modersmål"', gettext_lazy("the words in this order")),
    ("skolbibliotek -gymnasiet", gettext_lazy("without a word")),
    ("bokbuss OR meröppet", gettext_lazy("one or the other")),
    ("digital*", gettext_lazy("words that begin so")),
    ("5 § bibliotekslagen", gettext_lazy("a section of the act")),
)


def handle_engine_unavailable(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Render a page with status 503 when the search is down: its server, or its index."""

    @wraps(view)
    def wrapper(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except EngineUnavailable as error:
            logger.warning("A search could not be answered: %s", error)
            context = {"search_box": search_box(request.GET.get("q", "")[:LONGEST])}
            response = render(request, "search/unavailable.html", context, status=503)
            response["Retry-After"] = RETRY_AFTER
            return response

    return wrapper


@require_safe
@handle_engine_unavailable
def search(request: HttpRequest) -> HttpResponseBase:
    """Grouped results; the start page without a query; the form with its errors and 400 for a bad address."""
    form = SearchForm(request.GET, all_sources(), timezone.localdate(), request.user)
    if not form.is_valid():
        words = form.data.get("q", "").replace("\0", "")[:LONGEST]
        return render(request, "search/invalid.html", {"form": form, "search_box": search_box(words)}, status=400)
    if form.cleaned_data["format"] in CSV_FORMATS:
        return _csv(request, SearchResults(form))
    if form.cleaned_data["format"] == "atom":
        return _feed(request, SearchResults(form))
    if not form.cleaned_data["q"] and not form.chosen:
        return render(request, "search/start.html", start_context(form))
    return _results_page(request, SearchResults(form))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Autocomplete suggestions as JSON for the page's script."""
    text = request.GET.get("q", "")
    if len(text) > LONGEST or "\0" in text:
        raise BadRequest(_("The text is too long."))
    try:
        return JsonResponse({"suggestions": suggestions(text, request.user)})
    except EngineUnavailable:
        return JsonResponse({"suggestions": []}, status=503)


def search_box(words: str = "", keep: Sequence[tuple[str, str]] = ()) -> SearchBox:
    """The search box; `keep` are the parameters that stay when the words change."""
    return SearchBox(
        action=reverse("search:results"),
        label=_("Search in the plans"),
        value=words,
        placeholder=_("for example: promoting reading for small children"),
        suggest_url=reverse("search:suggest"),
        hidden_fields=keep,
    )


def start_context(form: SearchForm) -> dict[str, Any]:
    """Context of the start page."""
    return {
        "form": form,
        "search_box": search_box(),
        "examples": EXAMPLES,
    }


def _csv(request: HttpRequest, results: SearchResults) -> HttpResponseBase:
    """A part of the CSV.

    Raises:
        Http404: There is no such part.
    """
    part = results.form.page_number
    if part > csv_rows.number_of_parts(results.count()):
        raise Http404
    suffix, dialect = CSV_FORMATS[results.form.cleaned_data["format"]]
    name = _("search") + (f"-{part}" if part > 1 else "") + suffix
    rows = csv_rows.rows(results, request.build_absolute_uri)
    return csv_response(f"{name}.csv", csv_rows.header(results), rows, dialect)


def _feed(request: HttpRequest, results: SearchResults) -> HttpResponse:
    """The search as an Atom feed."""
    content = search_feed(results, request.build_absolute_uri).writeString("utf-8")
    return HttpResponse(content, content_type=Atom1Feed.content_type, headers={"X-Robots-Tag": ROBOTS})


def page_title(results: SearchResults) -> str:
    """What tells one page of results from another: words, filters, what was found, in which source, and which page."""
    form = results.form
    asked = [Truncator(form.cleaned_data["q"]).chars(TITLE_WORDS), *(each.value for each in form.active_filters)]
    shown = [results.headline]
    if len(form.sources) > 1 and results.source is not next(iter(form.sources.values())):
        shown.append(str(results.source.label))
    if form.page_number > 1:
        shown.append(_("page %(page)s") % {"page": form.page_number})
    if form.expanded_group:
        shown.append(_("unfolded"))
    return ": ".join(part for part in (", ".join(filter(None, asked)), ", ".join(shown)) if part)


def _results_page(request: HttpRequest, results: SearchResults) -> HttpResponse:
    form, result = results.form, results.result
    beyond = form.page_number > results.list_pages
    few = result.pages < FEW and not results.analysed.empty
    shown = facets.facets(form, result.facets)
    context = {
        "form": form,
        "results": results,
        "best_bets": [bet for each in form.sources.values() for bet in each.best_bets(form.cleaned_data["q"], form.on)],
        "note": results.source.note(result, results.query, results.searched_groups),
        "title": page_title(results),
        "facets": shown,
        "kept_fields": facets.kept_fields(form, shown),
        "scopes": facets.scopes(form),
        "sorts": facets.sorts(form),
        "active_filters": facets.active_filters(form),
        "expansions": expansion_links(form.search_url, results.analysed, form.named_texts),
        "match_modes": match_modes(form.search_url),
        "csv_parts": csv_rows.csv_parts(results),
        "feed_url": f"?{form.search_url.without('sort').with_value('format', 'atom')}",
        "tabs": tabs(results),
        "query_suggestions": zero_results.zero_result_suggestions(results) if few else [],
        "pager": Pager(form.page_number, results.list_pages, str(form.search_url)),
        "beyond": beyond,
        "search_box": search_box(form.cleaned_data["q"], form.search_url.without("q", "utan").pairs),
    }
    response = render(request, "search/results.html", context, status=404 if beyond else 200)
    response["X-Robots-Tag"] = ROBOTS
    return response
