"""Temporary indexes on the test servers, each with a unique name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgresql import PostgresqlEngine


@contextmanager
def elasticsearch_index(url: str = "") -> Iterator[str]:
    """The URL of an empty index on the nodes of a URL, by default those of the environment."""
    nodes = urlsplit(url or os.environ["SEARCH_URL_ELASTICSEARCH"]).netloc
    index = f"test-{uuid4().hex[:12]}"
    address = f"elasticsearch://{nodes}/{index}"
    try:
        yield address
    finally:
        engine = ElasticsearchEngine(address)
        engine.versions.remove(each.name for each in engine.versions.all())
        engine.cluster.client.options(ignore_status=404).indices.delete_index_template(name=index)


@contextmanager
def elasticsearch_engine(url: str = "", *, shards: int = 1, replicas: int = 0) -> Iterator[ElasticsearchEngine]:
    with elasticsearch_index(url) as address:
        yield ElasticsearchEngine(address, shards=shards, replicas=replicas)


@contextmanager
def postgresql_engine() -> Iterator[PostgresqlEngine]:
    """An empty index in separate schemas on the server of the environment."""
    with postgresql_index() as url:
        yield PostgresqlEngine(url)


@contextmanager
def postgresql_index() -> Iterator[str]:
    """The URL of an empty index in separate schemas on the server of the environment."""
    schema = f"test_{uuid4().hex[:12]}"
    url = f"{os.environ['SEARCH_URL_POSTGRESQL']}?schema={schema}"
    try:
        yield url
    finally:
        with PostgresqlEngine(url).server.write_connection() as connection:
            rows = connection.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", (schema,))
            for (name,) in rows.fetchall():
                connection.execute(f"DROP SCHEMA {name} CASCADE")
