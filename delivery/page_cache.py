"""A cache of whole responses to requests without cookies, valid as long as the database has not changed.

What it guarantees: a response is never older than the last commit, of whatever process, because the key holds the state
that the database itself reports. So redacted, unpublished and corrected text is gone with the commit, and nothing lists
what a page rests on. Inside a transaction nothing is read or written here. What hangs on the clock is at most
`MAX_SECONDS` behind, and a response expires with its day.

What it costs: one small query for each request, and memory for each process: at most `MAX_ENTRIES`
(settings) responses of at most `MAX_BYTES` compressed, under keys of a fixed length. After any commit each page is
rendered anew for its next reader. On SQLite the state is that of one connection, so each thread fills its own part; on
PostgreSQL the threads share, and `CACHES["pages"]` may be a cache that processes share.

Only views that say so are cached (`cacheable`): those that rest on the address and the database alone, not on the
index of the search.
"""

from __future__ import annotations

import functools
import hashlib
import threading
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import set_response_etag

ALIAS = "pages"  # in CACHES
MAX_SECONDS = 600
MAX_BYTES = 64 * 1024  # of one response, compressed
FASTEST = 1  # zlib: a page to a sixth of its size in a millisecond for each 100 kB
STATE = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}

GetResponse = Callable[[HttpRequest], HttpResponseBase]
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """A response with status 200 as the view made it, with an ETag of its body."""

    compressed: bytes
    headers: dict[str, str]

    @classmethod
    def of(cls, response: HttpResponse) -> CachedResponse:
        if not response.has_header("ETag"):
            set_response_etag(response)
        return cls(zlib.compress(response.content, FASTEST), dict(response.items()))

    def response(self) -> HttpResponse:
        return HttpResponse(zlib.decompress(self.compressed), headers=self.headers)


class PageCacheMiddleware:
    """Responds from the cache where it can, and stores cacheable responses."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or request.META.get("HTTP_COOKIE"):
            return self.get_response(request)
        host = request.get_host()  # refuses a host that is not ours before anything is looked up
        state = database_state(connection)  # asked for before the page is made: a write meanwhile makes it out of date
        if state is None:
            return self.get_response(request)
        key = cache_key(request, host, state)
        cached = caches[ALIAS].get(key)
        if cached is not None:
            return cached.response()
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and may_be_cached(request, response):
            entry = CachedResponse.of(response)
            if len(entry.compressed) <= MAX_BYTES:
                caches[ALIAS].set(key, entry, MAX_SECONDS)
        return response


def cache_key(request: HttpRequest, host: str, state: tuple[str, ...]) -> str:
    """A digest of all that a response depends on. The language is part of the path (`delivery.path_locale`)."""
    parts = (
        *state,
        str(request.method),
        str(request.scheme),
        host,
        request.get_port(),
        request.META.get("SCRIPT_NAME", ""),
        request.path_info,
        request.META.get("QUERY_STRING", ""),
        timezone.localdate().isoformat(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class _ConnectionToken(threading.local):
    """A name for this thread's SQLite connection: what it reports says nothing about other connections."""

    connected: Any = None
    token = ""

    def of(self, connected: Any) -> str:
        if self.connected is not connected:
            self.connected, self.token = connected, uuid.uuid4().hex
        return self.token


_token = _ConnectionToken()


def database_state(database: BaseDatabaseWrapper) -> tuple[str, ...] | None:
    """A value that changes with every commit, of whatever process; None inside a transaction and without a database.

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
        return (_token.of(database.connection), str(state), str(database.connection.total_changes))
    return (str(database.settings_dict["NAME"]), str(state))


def may_be_cached(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a response is the same for everybody and rendered from the database alone: `q` asks the index."""
    if not getattr(response, "cacheable", False) or "q" in request.GET or response.status_code != 200:
        return False
    private = response.cookies or "CSRF_COOKIE" in request.META or response.has_header("Cache-Control")
    return not private


def cacheable(view: Callable[P, Any]) -> Callable[P, Any]:
    """Marks the responses of a view as cacheable: they depend on the URL and the database alone."""

    @functools.wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> Any:
        response = view(*args, **kwargs)
        response.cacheable = True
        return response

    return marked
