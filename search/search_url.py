"""The query string of a search as an immutable value, from which the links of the page are derived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from search.types import ExpansionOptions

MARKUP = 150  # characters around a link
POSITION = frozenset({"page", "format"})  # position in the results, not part of the question


@dataclass(frozen=True, slots=True)
class SearchURL:
    """Names and values of a query string, in order, without empty values and repetitions.

    It has no page number, so every derived link starts at the first page.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, data: QueryDict, names: Iterable[str]) -> Self:
        """The parameters called `names` of a request, in the order of `names`."""
        pairs = ((name, value.strip()) for name in names if name not in POSITION for value in data.getlist(name))
        return cls(tuple(dict.fromkeys(pair for pair in pairs if pair[1])))

    def values(self, name: str) -> frozenset[str]:
        return frozenset(value for key, value in self.pairs if key == name)

    def with_added(self, name: str, value: str) -> Self:
        return type(self)((*(pair for pair in self.pairs if pair != (name, value)), (name, value)))

    def with_value(self, name: str, value: str) -> Self:
        """The same with a single value of `name`; an empty value removes the name."""
        kept = tuple(pair for pair in self.pairs if pair[0] != name)
        return type(self)((*kept, (name, value)) if value else kept)

    def without_value(self, name: str, value: str) -> Self:
        return type(self)(tuple(pair for pair in self.pairs if pair != (name, value)))

    def only(self, *names: str) -> Self:
        return type(self)(tuple(pair for pair in self.pairs if pair[0] in names))

    def without(self, *names: str) -> Self:
        return type(self)(tuple(pair for pair in self.pairs if pair[0] not in names))

    def options(self) -> ExpansionOptions:
        """How far the query may go from its own words; exact words exclude related ones."""
        exact = "1" in self.values("exakt")
        return ExpansionOptions(exact, not exact and "1" in self.values("narliggande"), self.values("utan"))

    def links_within(self, size: int) -> int:
        """How many links that repeat these values fit in `size` characters of HTML."""
        return size // (len(str(self)) + MARKUP)

    def __str__(self) -> str:
        return urlencode(self.pairs)
