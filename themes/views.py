"""All themes, and each as a search over every source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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

SHOWN = 3  # plans or pages of each source


@dataclass(frozen=True, slots=True)
class SourceResults:
    """What a source holds of a theme."""

    results: SearchResults
    url: str

    @property
    def cards(self) -> list[ResultCard]:
        """With their first hits; the way to the others is the link to the whole answer."""
        return [replace(card, more=0) for card in self.results.cards]


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The vocabulary by kind."""
    rows = list(Theme.objects.all())
    groups = [
        (kind.label, [row for row in rows if row.kind == kind]) for kind in (ThemeKind.SUBJECT, ThemeKind.SECTION)
    ]
    context = {"groups": groups, "breadcrumbs": Breadcrumbs([Breadcrumb(_("Start"), "/"), Breadcrumb(_("Themes"))])}
    return render(request, "themes/themes.html", context)


@require_safe
@handle_engine_unavailable
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """A theme with its terms, and count and first hits of each source that holds any of them."""
    one = get_object_or_404(Theme, slug=slug)
    way = [Breadcrumb(_("Start"), "/"), Breadcrumb(_("Themes"), reverse("themes:themes")), Breadcrumb(one.name)]
    context = {"theme": one, "sources": list(found(one)), "breadcrumbs": Breadcrumbs(way)}
    return render(request, "themes/theme.html", context)


def found(one: Theme) -> Iterator[SourceResults]:
    """The sources with hits, in the order of the search page's tabs."""
    form = SearchForm(QueryDict(urlencode({"tema": one.slug})), all_sources(), timezone.localdate())
    form.filter_words_by_value["tema", frozenset({one.slug})] = one.search_terms
    for source in all_sources():
        address = form.search_url.with_value("source", source.name)
        asked = form.with_search_url(address)
        if asked.is_valid() and (results := SearchResults(asked, limit=SHOWN)).result.groups:
            yield SourceResults(results, f"{reverse('search:results')}?{address}")
