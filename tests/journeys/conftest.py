"""An empty PostgreSQL database for each test that requests it."""

import os
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL database, dropped after the test."""
    server = urlsplit(os.environ["SEARCH_URL_POSTGRESQL"])
    name = f"journey_{os.getpid()}"
    with closing(psycopg.connect(server._replace(path="/postgres").geturl(), autocommit=True)) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield server._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
