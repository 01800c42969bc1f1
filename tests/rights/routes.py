"""Every address of the site, from its URL configuration: what a rule claims, and paths with arguments filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize

Bits = tuple[tuple[str, tuple[str, ...]], ...]  # a path with `%(name)s` for its arguments, and their names


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the URL configuration. `key` is its name, or its pattern where it has none."""

    key: str
    bits: Bits

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its arguments; `_0`, `_1` … for those without a name."""
        return tuple(name for _text, names in self.bits for name in names)

    def path(self, arguments: Mapping[str, Any]) -> str:
        """The path with the arguments.

        Raises:
            KeyError: An argument is missing.
        """
        return "/" + "".join(text % {name: arguments[name] for name in names} for text, names in self.bits)


def all_routes() -> list[Route]:
    """Those of the whole site, each once; the tests' own are left out."""
    found = dict.fromkeys(routes_of(get_resolver(settings.ROOT_URLCONF)))
    return list(found)


def routes_of(
    resolver: URLResolver, namespaces: tuple[str, ...] = (), before: Bits = (), text: str = ""
) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        bits, written = (*before, first_form(pattern.pattern.regex.pattern)), text + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from routes_of(pattern, inner, bits, written)
        else:
            yield Route(":".join((*namespaces, pattern.name)) if pattern.name else written, bits)


def first_form(pattern: str) -> tuple[str, tuple[str, ...]]:
    """The first path that a regular expression matches, as Django's `reverse` reads it."""
    text, names = normalize(pattern)[0]
    return text, tuple(names)
