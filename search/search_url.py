"""The state of a search is its address: every link of the page is the present query string with one thing changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

PLACE = frozenset({"page", "format"})  # where one is in the answer, not what was asked


@dataclass(frozen=True, slots=True)
class Address:
    """Names and values of a query string, in order, without empty values and repetitions.

    A changed address begins at its first page again.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, data: QueryDict, names: Iterable[str]) -> Self:
        """What a reader sent, as far as it has one of `names`, in the order of these."""
        pairs = ((name, value.strip()) for name in names if name not in PLACE for value in data.getlist(name))
        return cls(tuple(dict.fromkeys(pair for pair in pairs if pair[1])))

    def values(self, name: str) -> frozenset[str]:
        return frozenset(value for key, value in self.pairs if key == name)

    def adding(self, name: str, value: str) -> Self:
        return type(self)((*(pair for pair in self.pairs if pair != (name, value)), (name, value)))

    def setting(self, name: str, value: str) -> Self:
        """The same with one single value of `name`; an empty value takes the name away."""
        kept = tuple(pair for pair in self.pairs if pair[0] != name)
        return type(self)((*kept, (name, value)) if value else kept)

    def dropping(self, name: str, value: str) -> Self:
        return type(self)(tuple(pair for pair in self.pairs if pair != (name, value)))

    def keeping(self, *names: str) -> Self:
        return type(self)(tuple(pair for pair in self.pairs if pair[0] in names))

    def leaving(self, *names: str) -> Self:
        return type(self)(tuple(pair for pair in self.pairs if pair[0] not in names))

    def __str__(self) -> str:
        return urlencode(self.pairs)
