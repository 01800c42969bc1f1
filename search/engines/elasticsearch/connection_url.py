"""Parses URLs such as `elasticsearch://one:9200,two:9200/traffpunkt`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = {"elasticsearch": "http", "elasticsearch+https": "https"}
PORT = 9200
TIMEOUT = 10.0  # seconds for one answer of one node


@dataclass(frozen=True, slots=True)
class ConnectionURL:
    """Nodes, index name and client options (credentials, TLS, timeout)."""

    nodes: tuple[str, ...]
    index: str
    options: dict[str, Any] = field(default_factory=dict)  # of the client


def parse_connection_url(url: str, api_key: str = "") -> ConnectionURL:
    """An address of the form `elasticsearch[+https]://[user:password@]host[:port][,host…]/index[?option=…]`.

    Args:
        url: Options are `api_key`, `ca_certs` (path of a file with the authority that signed the nodes'
            certificates), `fingerprint` (SHA-256 of that authority's certificate) and `timeout` in seconds.
        api_key: Used when the address has neither a key nor a user.

    Raises:
        ImproperlyConfigured: The address has no host or no index, or another option.
    """
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    user, _at, hosts = parts.netloc.rpartition("@")
    index = parts.path.strip("/")
    if not hosts or not index or "/" in index or index != index.lower():
        raise ImproperlyConfigured("SEARCH_URL: elasticsearch://host:port/index, the index in small letters")
    if unknown := set(asked) - {"api_key", "ca_certs", "fingerprint", "timeout"}:
        raise ImproperlyConfigured(f"SEARCH_URL: unknown option {', '.join(sorted(unknown))}")
    scheme = SCHEMES[parts.scheme]
    nodes = tuple(f"{scheme}://{host if ':' in host else f'{host}:{PORT}'}" for host in hosts.split(","))
    options: dict[str, Any] = {"request_timeout": float(asked.get("timeout", TIMEOUT))}
    if key := asked.get("api_key") or (api_key if not user else ""):
        options["api_key"] = key
    elif user:
        name, _colon, password = user.partition(":")
        options["basic_auth"] = (unquote(name), unquote(password))
    if "ca_certs" in asked:
        options["ca_certs"] = asked["ca_certs"]
    if "fingerprint" in asked:
        options["ssl_assert_fingerprint"] = asked["fingerprint"]
    return ConnectionURL(nodes, index, options)
