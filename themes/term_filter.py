"""The search filter `tema=<slug>`: what is tagged with a theme, or holds one of its terms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.sources import Filter
from themes.models import Theme


class ThemeTermFilter:
    """Implements `search.term_filters.TermFilter`. A tagged page has the theme's name among its searchable names."""

    filter = Filter("tema", gettext_lazy("Theme"), as_facet=False)  # type: ignore[arg-type]

    def labels(self) -> Mapping[str, str]:
        return dict(Theme.objects.values_list("slug", "name"))

    def terms(self, values: Collection[str]) -> Sequence[str]:
        themes = list(Theme.objects.filter(slug__in=values))
        if unknown := sorted(set(values) - {theme.slug for theme in themes}):
            message = _("“%(label)s” has no value “%(value)s”.")
            raise ValueError(message % {"label": self.filter.label, "value": unknown[0][:60]})
        return list(dict.fromkeys(term for theme in themes for term in theme.search_terms))
