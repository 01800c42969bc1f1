"""Parses URLs such as `postgresql://user:password@host/database?schema=search`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMA = "search"
TIMEOUT = 10.0  # seconds for one query


@dataclass(frozen=True, slots=True)
class ConnectionURL:
    """The libpq URL of the server, the prefix of the engine's schemas and the query timeout."""

    server: str
    schema: str
    timeout: float


def parse_connection_url(url: str) -> ConnectionURL:
    """An address of the form `postgresql://[user:password@]host[:port]/database[?option=…]`.

    Args:
        url: Options are `schema` (how the engine's schemas begin; another one for another index in the same
            database), `timeout` in seconds, and those of libpq, such as `sslmode` and `sslrootcert`.

    Raises:
        ImproperlyConfigured: The address names no database, or the schema cannot be a plain name.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    schema = options.pop("schema", SCHEMA)
    timeout = float(options.pop("timeout", TIMEOUT))
    if not parts.path.strip("/"):
        raise ImproperlyConfigured("SEARCH_URL: postgresql://user:password@host:port/database")
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,49}", schema):
        raise ImproperlyConfigured("SEARCH_URL: a schema is small letters, digits and _")
    return ConnectionURL(parts._replace(query=urlencode(options)).geturl(), schema, timeout)
