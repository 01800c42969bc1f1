"""The list of themes, and a page for each with search results from every source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.components import Breadcrumb, Breadcrumbs
from search.forms import SearchForm
from search.results import ResultCard, SearchResults
from search.sources import all_sources
from search.views import handle_engine_unavailable
from themes.models import Theme, ThemeKind

RESULTS_PER_SOURCE = 3


@dataclass(frozen=True, slots=True)
class SourceResults:
    """The search results of one source for a theme, with the URL of all of them."""

    results: SearchResults
    url: str

    @property
    def cards(self) -> list[ResultCard]:
        """The result cards without their own link to more hits: `url` leads to all results."""
        return [replace(card, more=0) for card in self.results.cards]


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The list of themes, grouped by kind."""
    rows = list(Theme.objects.all())
    groups = [
        (kind.label, [row for row in rows if row.kind == kind]) for kind in (ThemeKind.SUBJECT, ThemeKind.SECTION)
    ]
    context = {"groups": groups, "breadcrumbs": Breadcrumbs([Breadcrumb(_("Start"), "/"), Breadcrumb(_("Themes"))])}
    return render(request, "themes/themes.html", context)


@require_safe
@handle_engine_unavailable
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """A theme with its terms, and the number of results and the first ones of each source that has any."""
    shown = get_object_or_404(Theme, slug=slug)
    trail = [Breadcrumb(_("Start"), "/"), Breadcrumb(_("Themes"), reverse("themes:themes")), Breadcrumb(shown.name)]
    context = {"theme": shown, "sources": list(source_results(shown, request.user)), "breadcrumbs": Breadcrumbs(trail)}
    return render(request, "themes/theme.html", context)


def source_results(theme: Theme, user: Any) -> Iterator[SourceResults]:
    """The results of each source that has any, in the order of the search page's tabs."""
    form = SearchForm(QueryDict(urlencode({"tema": theme.slug})), all_sources(), timezone.localdate(), user)
    form.filter_words_by_value["tema", frozenset({theme.slug})] = theme.search_terms
    for source in all_sources():
        search_url = form.search_url.with_value("source", source.name)
        source_form = form.with_search_url(search_url)
        if source_form.is_valid() and (results := SearchResults(source_form, limit=RESULTS_PER_SOURCE)).result.groups:
            yield SourceResults(results, f"{reverse('search:results')}?{search_url}")
