"""The search source of plans: records, filters and results."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from library_plans.choices import EditionVariant
from library_plans.indexing import SOURCE
from library_plans.models import Edition
from library_plans.search_source import best_bets, filters, named_filters, result_cards, scope_notes
from library_plans.search_source.facet_values import ALL, IN_FORCE, NEWEST
from library_plans.search_source.records import records as index_records
from library_plans.search_source.result_cards import CSV_COLUMNS, PlanCard
from search.sources import BestBet, FeedEntry, Filter, ResultWording
from search.types import GroupHit, NamedFilter, PageHit, Query, Record, Result


class PlanSource:
    """Plans of municipalities and regions, page by page; implements `search.sources.Source`."""

    name = SOURCE
    marks_words = True
    record_term = "edition"
    card_template = "library_plans/components/hit_card.html"
    columns = CSV_COLUMNS

    @property
    def label(self) -> str:
        return _("Library plans")

    @property
    def scopes(self) -> Mapping[str, str]:
        return {
            NEWEST: _("Newest plan of each owner"),
            IN_FORCE: _("Plans in force"),
            ALL: _("All plans, older ones too"),
        }

    @property
    def wording(self) -> ResultWording:
        return scope_notes.WORDING

    def records(self, keys: Collection[str] | None = None) -> Iterator[Record]:
        return index_records(keys)

    def keys(self) -> set[str]:
        editions = Edition.objects.searchable(timezone.localdate())
        return {str(number) for number in editions.values_list("pk", flat=True)}

    def filters(self) -> Sequence[Filter]:
        return filters.all_filters()

    def value_label(self, name: str, value: str) -> str:
        return self.scopes.get(value, value) if name == "scope" else filters.value_label(name, value)

    def value_order(self, name: str, value: str) -> Any:
        return filters.value_order(name, value)

    def resolve_filters(self, filters_: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
        """Index terms of the filters. The default is the newest adopted text; within an edition, all of it.

        Raises:
            ValueError: A value that does not exist; the message is a sentence for the reader.
        """
        terms: dict[str, set[str]] = {}
        for name, values in filters_.items():
            for value in values:
                key, term = (name, value) if name == "scope" else filters.resolve_value(name, value)
                terms.setdefault(key, set()).add(term)
        if "edition" not in terms:
            terms.setdefault("scope", {NEWEST})
            terms.setdefault("variant", {EditionVariant.ADOPTED.value})
        else:
            terms.pop("scope", None)
        return {name: frozenset(values) for name, values in terms.items()}

    def hydrate(self, groups: Sequence[GroupHit], on: date, user: Any) -> Mapping[str, PlanCard]:
        return result_cards.hydrate(groups, on)

    def row(self, hit: PageHit, facts: PlanCard, absolute: Callable[[str], str]) -> Sequence[str]:
        return result_cards.csv_row(hit, facts, absolute)

    def item(self, hit: PageHit, facts: PlanCard) -> Mapping[str, Any]:
        return result_cards.api_item(hit, facts)

    def feed_entry(self, hit: PageHit | GroupHit, facts: PlanCard) -> FeedEntry:
        return result_cards.feed_entry(hit, facts)

    def newest(self, records: Collection[str], limit: int) -> Mapping[str, datetime]:
        editions = Edition.objects.filter(pk__in=[int(key) for key in records])
        rows = editions.order_by("-fetched_at", "-pk").values_list("pk", "fetched_at")[:limit]
        return {str(key): fetched for key, fetched in rows}

    def note(self, result: Result, query: Query, searched: int) -> str:
        return scope_notes.note(result, query, searched)

    def named_filters(self, text: str, chosen: Collection[str]) -> Sequence[NamedFilter]:
        """None within one edition, whose owner is given."""
        return () if "edition" in chosen else named_filters.named_filters(text)

    def names_in(self, text: str) -> frozenset[str]:
        return named_filters.words_of_names(text)

    def best_bets(self, text: str, on: date) -> Sequence[BestBet]:
        return best_bets.best_bets(text, on)

    def suggest(self, text: str, limit: int, user: Any) -> Sequence[BestBet]:
        return best_bets.suggestions(text, limit)


__all__ = ["PlanCard", "PlanSource"]
