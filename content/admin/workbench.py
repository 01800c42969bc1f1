"""What awaits an editor: rows of the admin's first page, which each app registers by the hook of this name.

    @hooks.register(WORKBENCH_HOOK)
    def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]: ...

An app gives only rows that the user may act on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import policy_registry

WORKBENCH_HOOK = "register_workbench_rows"


@dataclass(frozen=True, slots=True)
class WorkbenchRow:
    """Work of one kind. `count` gives how much of it there is, by one query; rows stand in `order`.

    Where `list_url` leads, as many rows are listed; it is empty for what is no list. `action` says what to do, and
    `action_url` leads to where that is done, if it is not the list.
    """

    name: str  # a slug that no other row has
    label: str
    count: Callable[[], int]
    order: int
    action: str
    list_url: str = ""
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row with its count."""

    row: WorkbenchRow
    count: int


def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    """The rows of all apps that concern the user, in order."""
    rows: Iterable[WorkbenchRow] = (row for rows in hooks.get_hooks(WORKBENCH_HOOK) for row in rows(request))
    return sorted(rows, key=lambda row: row.order)


def explorable_pages(model: type[Model], user: Any) -> Any:
    """The pages of a type that the admin lists for a user."""
    pages = policy_registry.get_by_type(model).explorable_instances(user)
    return model._default_manager.filter(pk__in=pages.values("pk"), depth__gt=1)
