"""The engines. Which one serves is said by one address in the settings; building one connects to nothing."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.failover import WithSpare
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine
from search.types import Engine, Searcher

__all__ = ["engine_at", "engines", "get_searcher"]


def engines() -> tuple[Engine, ...]:
    """The engines whose indexes are kept: the one that `SEARCH_URL` names, and the spare one if there is any."""
    return tuple(engine_at(url) for url in (settings.SEARCH_URL, settings.SEARCH_SPARE_URL) if url)


def get_searcher() -> Searcher:
    """What answers the site's queries: the engine itself, or with its spare behind it."""
    main, *spare = engines()
    return WithSpare(main, spare[0]) if spare else main


@cache
def engine_at(url: str) -> Engine:
    """The engine behind an address such as `sqlite:///path/to/index.sqlite3`; the same one for the same address.

    Raises:
        ImproperlyConfigured: No engine answers to such an address.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return SqliteEngine(parts.path)
    if parts.scheme in ("elasticsearch", "elasticsearch+https"):
        return ElasticsearchEngine(
            url, api_key=settings.SEARCH_API_KEY, shards=settings.SEARCH_SHARDS, replicas=settings.SEARCH_REPLICAS
        )
    if parts.scheme in ("postgresql", "postgres"):
        return PostgresqlEngine(url)
    raise ImproperlyConfigured(f"SEARCH_URL: no engine for {parts.scheme}://")
