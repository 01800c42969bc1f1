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

from content.components import Breadcrumbs, Crumb
from search.forms import SearchForm
from search.results import Answer, Card
from search.sources import all_sources
from search.views import unless_away
from themes.models import Theme, ThemeKind

SHOWN = 3  # plans or pages of each source


@dataclass(frozen=True, slots=True)
class Found:
    """What a source holds of a theme."""

    answer: Answer
    url: str

    @property
    def cards(self) -> list[Card]:
        """With their first hits; the way to the others is the link to the whole answer."""
        return [replace(card, more=0) for card in self.answer.cards]


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The vocabulary by kind."""
    rows = list(Theme.objects.all())
    groups = [
        (kind.label, [row for row in rows if row.kind == kind]) for kind in (ThemeKind.SUBJECT, ThemeKind.SECTION)
    ]
    context = {"groups": groups, "breadcrumbs": Breadcrumbs([Crumb(_("Start"), "/"), Crumb(_("Themes"))])}
    return render(request, "themes/themes.html", context)


@require_safe
@unless_away
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """A theme with its terms, and count and first hits of each source that holds any of them."""
    one = get_object_or_404(Theme, slug=slug)
    way = [Crumb(_("Start"), "/"), Crumb(_("Themes"), reverse("themes:themes")), Crumb(one.name)]
    context = {"theme": one, "sources": list(found(one)), "breadcrumbs": Breadcrumbs(way)}
    return render(request, "themes/theme.html", context)


def found(one: Theme) -> Iterator[Found]:
    """The sources with hits, in the order of the search page's tabs."""
    form = SearchForm(QueryDict(urlencode({"tema": one.slug})), all_sources(), timezone.localdate())
    form.known_terms["tema", frozenset({one.slug})] = one.search_terms
    for source in all_sources():
        address = form.address.setting("source", source.name)
        asked = form.with_address(address)
        if asked.is_valid() and (answer := Answer(asked, limit=SHOWN)).result.groups:
            yield Found(answer, f"{reverse('search:results')}?{address}")
