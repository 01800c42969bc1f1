"""What one search box of the admin finds: groups of rows, which each app registers by the hook of this name.

    @hooks.register(SEARCH_HOOK)
    def search_groups(request: HttpRequest) -> list[SearchGroup]: ...

An app gives only what the user may list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.http import urlencode
from wagtail import hooks

SEARCH_HOOK = "register_admin_search_groups"
ROWS_SHOWN = 5


class FoundRow(NamedTuple):
    """A link to a row, and what tells it from others of its title."""

    title: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """Rows of one kind. `find` gives those that match a query, as a queryset or what is counted and sliced like one.

    The list at `list_url` finds the same rows with the query as its `q`.
    """

    name: str  # a slug that no other group has
    label: str
    order: int
    list_url: str
    find: Callable[[str], Any]
    row: Callable[[Any], FoundRow]


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The number of rows that match, the first of them, and the address of the list of all."""

    group: SearchGroup
    count: int
    rows: list[FoundRow]
    list_url: str


def find_groups(request: HttpRequest, query: str) -> list[FoundGroup]:
    """What is found in each group that has anything: a few queries for each, whatever the number of rows."""
    registered: Iterable[SearchGroup] = (group for groups in hooks.get_hooks(SEARCH_HOOK) for group in groups(request))
    found = (find_in_group(group, query) for group in sorted(registered, key=lambda group: group.order))
    return [group for group in found if group.count]


def find_in_group(group: SearchGroup, query: str) -> FoundGroup:
    rows = group.find(query)
    shown = [group.row(row) for row in rows[:ROWS_SHOWN]]
    count = rows.count() if len(shown) == ROWS_SHOWN else len(shown)
    return FoundGroup(group, count, shown, f"{group.list_url}?{urlencode({'q': query})}")
