"""The engines. Which one serves is said by one address in the settings; building one connects to nothing."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.sqlite import SqliteEngine
from search.types import Engine

__all__ = ["engine_at", "get_engine"]


def get_engine() -> Engine:
    """The engine that `SEARCH_URL` names; the same one for the whole process."""
    return engine_at(settings.SEARCH_URL)


@cache
def engine_at(url: str) -> Engine:
    """The engine behind an address such as `sqlite:///path/to/index.sqlite3`; the same one for the same address.

    Raises:
        ImproperlyConfigured: No engine answers to such an address.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return SqliteEngine(parts.path)
    raise ImproperlyConfigured(f"SEARCH_URL: no engine for {parts.scheme}://")
