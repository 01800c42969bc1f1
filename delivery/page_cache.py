"""Pages kept for readers without cookies while the database has not changed: made once, then handed out.

Nothing lists what a page rests on. The database itself says whether anything at all has been committed since, by
anybody, so a withheld page is gone with the commit that withholds it, and any write costs the next reader a fresh page.
Only views that say so are kept (`keepable`): those that rest on the database alone, not on the index of the search.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ParamSpec

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

LONGEST = 600  # seconds: what hangs on the clock is this far behind at most
STATE = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}
ROOM = 16 * 1024 * 1024  # bytes of kept pages in each thread

Answer = Callable[[HttpRequest], HttpResponseBase]
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it left the site, and when that was."""

    content: bytes
    headers: dict[str, str]
    made: float

    def again(self) -> HttpResponse:
        return HttpResponse(self.content, headers=self.headers)


@dataclass
class Shelf(threading.local):
    """The answers of one thread, all made of the same state of the database."""

    state: Any = None
    answers: dict[Any, Kept] = field(default_factory=dict)

    def at(self, state: Any) -> dict[Any, Kept]:
        """The answers made of a state; those of another are let go, and all when they fill the room."""
        if state != self.state or sum(len(kept.content) for kept in self.answers.values()) > ROOM:
            self.state, self.answers = state, {}
        return self.answers


class KeepingMiddleware:
    """Hands out what is kept, and keeps what may be."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.shelf = Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or request.META.get("HTTP_COOKIE"):
            return self.get_response(request)
        state = state_of(connection)  # asked for before the page is made: a write meanwhile makes it out of date
        if state is None:
            return self.get_response(request)
        answers = self.shelf.at(state)
        key = (request.META.get("HTTP_HOST"), request.scheme, request.get_full_path(), timezone.localdate())
        kept = answers.get(key)
        if kept and time.monotonic() - kept.made < LONGEST:
            return kept.again()
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and may_be_kept(request, response):
            answers[key] = Kept(response.content, dict(response.items()), time.monotonic())
        return response


def state_of(database: BaseDatabaseWrapper) -> Any:
    """A value that changes with every commit, of whatever process; None inside a transaction, where nothing is kept.

    SQLite tells each connection whether others have written (https://sqlite.org/pragma.html#pragma_data_version), and
    how many rows it has written itself; in PostgreSQL equal snapshots see equal rows, and other databases of the
    server change them too.
    """
    if database.in_atomic_block:
        return None
    try:
        with database.cursor() as cursor:
            cursor.execute(STATE[database.vendor])
            [state] = cursor.fetchone()
    except DatabaseError:
        return None  # the view says what that means
    if database.vendor == "sqlite":
        return (database.connection, state, database.connection.total_changes)
    return state


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer is whole, the same for everybody, and made of the database alone: a question asks the index."""
    if not getattr(response, "keepable", False) or "q" in request.GET or response.status_code != 200:
        return False
    private = response.cookies or "CSRF_COOKIE" in request.META or response.has_header("Cache-Control")
    return not private


def keepable(view: Callable[P, Any]) -> Callable[P, Any]:
    """Marks the answers of a view: they rest on the address and the database alone."""

    @functools.wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> Any:
        response = view(*args, **kwargs)
        response.keepable = True
        return response

    return marked
