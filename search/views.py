"""The search page, its CSV and the words offered while someone types."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.components import Pager, SearchBox
from delivery.csv_export import csv_response
from search import csv_rows, facets, zero_results
from search.forms import LONGEST, SearchForm
from search.results import Answer
from search.sources import all_sources
from search.suggestions import suggestions
from search.tabs import tabs
from search.types import EngineAway

logger = logging.getLogger(__name__)

FEW = 10  # pages; with fewer the page says what would give more
NO_RESULTS_IN = "noindex, follow"  # search results are not for other search engines
RETRY_AFTER = "60"  # seconds
EXAMPLES = (
    ("läsfrämjande små barn", gettext_lazy("all the words, also in other forms")),
    ('"annat modersmål"', gettext_lazy("the words in this order")),
    ("skolbibliotek -gymnasiet", gettext_lazy("without a word")),
    ("bokbuss OR meröppet", gettext_lazy("one or the other")),
    ("digital*", gettext_lazy("words that begin so")),
    ("5 § bibliotekslagen", gettext_lazy("a section of the act")),
)


def unless_away(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that says so, with 503, when no search server answers."""

    @wraps(view)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except EngineAway as error:
            logger.warning("A search could not be answered: %s", error)
            context = {"search_box": search_box(request.GET.get("q", "")[:LONGEST])}
            response = render(request, "search/away.html", context, status=503)
            response["Retry-After"] = RETRY_AFTER
            return response

    return answered


@require_safe
@unless_away
def results(request: HttpRequest) -> HttpResponseBase:
    """What matches, grouped; without a question what can be searched; a bad address gives the form and 400."""
    form = SearchForm(request.GET, all_sources(), timezone.localdate())
    if not form.is_valid():
        words = form.data.get("q", "").replace("\0", "")[:LONGEST]
        return render(request, "search/refused.html", {"form": form, "search_box": search_box(words)}, status=400)
    if form.cleaned_data["format"] == "csv":
        answer = Answer(form)
        answer.count()  # a server that is away is to be told as a page, not in the middle of a file
        return csv_response(
            _("search") + ".csv", csv_rows.header(answer), csv_rows.rows(answer, request.build_absolute_uri)
        )
    if not form.cleaned_data["q"] and not form.chosen:
        return render(request, "search/start.html", start_context(form))
    return _answer_page(request, Answer(form))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Words, owners and headings for what has been typed so far, as JSON for the page's script."""
    text = request.GET.get("q", "")
    if len(text) > LONGEST or "\0" in text:
        raise BadRequest(_("The text is too long."))
    try:
        return JsonResponse({"suggestions": suggestions(text, timezone.localdate())})
    except EngineAway:
        return JsonResponse({"suggestions": []}, status=503)


def search_box(words: str = "", keep: Sequence[tuple[str, str]] = ()) -> SearchBox:
    """The box above everything; `keep` is what stays when the words change."""
    return SearchBox(
        action=reverse("search:results"),
        label=_("Search in the plans"),
        value=words,
        placeholder=_("for example: promoting reading for small children"),
        suggest=reverse("search:suggest"),
        keep=keep,
    )


def start_context(form: SearchForm) -> dict[str, Any]:
    """What can be searched, and how."""
    return {
        "form": form,
        "search_box": search_box(),
        "examples": EXAMPLES,
    }


def _answer_page(request: HttpRequest, answer: Answer) -> HttpResponse:
    form, result = answer.form, answer.result
    beyond = form.page_number > answer.pages
    few = result.pages < FEW and not answer.reading.empty
    context = {
        "form": form,
        "answer": answer,
        "links": answer.source.answers(form.cleaned_data["q"], form.on),
        "note": answer.source.note(result, answer.query),
        "facets": facets.facets(form, result.facets),
        "scopes": facets.scopes(form),
        "sorts": facets.sorts(form),
        "chosen": facets.chosen(form),
        "expansions": facets.expansions(form, answer.reading),
        "exact_switch": facets.exact_switch(form),
        "tabs": tabs(answer),
        "ways": zero_results.ways_on(answer) if few else [],
        "pager": Pager(form.page_number, answer.pages, str(form.address)),
        "beyond": beyond,
        "search_box": search_box(form.cleaned_data["q"], form.address.leaving("q", "utan").pairs),
    }
    response = render(request, "search/results.html", context, status=404 if beyond else 200)
    response["X-Robots-Tag"] = NO_RESULTS_IN
    return response
