"""The search engines, chosen by a URL in the settings; creating one opens no connection."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.failover import FailoverSearcher
from search.engines.postgresql import PostgresqlEngine
from search.engines.sqlite import SqliteEngine
from search.types import Engine, Searcher

__all__ = ["engine_at", "engines", "get_searcher"]


def engines() -> tuple[Engine, ...]:
    """The engines to index into: the one of `SEARCH_URL`, and the one of `SEARCH_FAILOVER_URL` if it is set."""
    return tuple(engine_at(url) for url in (settings.SEARCH_URL, settings.SEARCH_FAILOVER_URL) if url)


def get_searcher() -> Searcher:
    """The searcher of the site: the engine itself, or with failover to the second."""
    primary, *secondary = engines()
    return FailoverSearcher(primary, secondary[0]) if secondary else primary


@cache
def engine_at(url: str) -> Engine:
    """The engine of a URL such as `sqlite:///path/to/index.sqlite3`; cached per URL.

    Raises:
        ImproperlyConfigured: No engine has this scheme.
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
