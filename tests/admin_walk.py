"""A walk through the admin: every view that its addresses and the links of its screens lead to."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

ADDRESS = re.compile(r"/admin/[\w/.-]*(?:\?[\w=&%.:-]*)?")
NUMBER = re.compile(r"[0-9a-f-]+")
SPOKEN_ATTRIBUTES = ("title", "placeholder", "aria-label", "aria-description", "alt")
# The first raises, as its name says; the others end the session and lead out of the admin.
LEFT_OUT = ("/admin/failwhale/", "/admin/logout/", "/admin/jsi18n/")


def screens(client: Client, most: int = 1000) -> Iterator[tuple[str, BeautifulSoup]]:
    """The address and content of each screen and dialogue, two of a view: with query string and without."""
    waiting, seen = deque(["/admin/", *addresses_without_arguments()]), set()
    while waiting and len(seen) < most:
        url = waiting.popleft()
        view = view_of(url)
        if view is None or view in seen or url.startswith(LEFT_OUT):
            continue
        seen.add(view)
        response = client.get(url)
        if response.status_code in (301, 302):
            waiting.append(urljoin(url, response["Location"]))
        html = html_of(response)
        waiting.extend(ADDRESS.findall(html.replace("&amp;", "&")))
        soup = BeautifulSoup(html, "html.parser")
        waiting.extend(urljoin(url, link["href"]) for link in soup("a", href=True))
        yield url, soup


def html_of(response: Any) -> str:
    """The HTML of a page, or of a dialogue that comes as JSON; empty for files and errors of addresses."""
    kind = response.get("Content-Type", "")
    if response.streaming or response.status_code >= 400:
        return ""
    if "json" in kind:
        content = json.loads(response.content)
        return content.get("html") or "" if isinstance(content, dict) else ""
    return response.content.decode() if "html" in kind else ""


def view_of(url: str) -> tuple[Any, ...] | None:
    """What tells screens apart: the view, its arguments that are no numbers, and whether there is a query string."""
    parts = urlsplit(url)
    if parts.netloc or not parts.path.startswith("/admin/"):
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    names = tuple(str(value) for value in match.kwargs.values() if not NUMBER.fullmatch(str(value)))
    return match.view_name, match.func, names, bool(parts.query)


def addresses_without_arguments() -> list[str]:
    routes = (route for route in routes_below(get_resolver()) if route.startswith("admin/"))
    return [f"/{route}" for route in routes if not re.search(r"[<(\\*]", route)]


def routes_below(resolver: Any, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            yield from routes_below(pattern, route)
        else:
            yield route


def icons(soup: BeautifulSoup) -> set[str]:
    """The names of the icons of a screen, those of its menu among them."""
    used = {str(use.get("href", "")).removeprefix("#icon-") for use in soup("use")}
    return used | set(re.findall(r'"icon_name": "([\w-]+)"', str(soup)))


def texts(soup: BeautifulSoup) -> Iterator[str]:
    """What a person reads or hears on a screen, and what scripts show of the data in it."""
    for script in soup(["script", "style"]):
        if script.get("type") == "application/json":
            yield from strings(json.loads(script.string))
        script.extract()
    yield from soup.stripped_strings
    for element in soup.find_all(True):
        yield from (element[name] for name in SPOKEN_ATTRIBUTES if element.get(name))


def strings(data: Any) -> Iterator[str]:
    """The texts in data for scripts; words without a blank are keys."""
    if isinstance(data, str) and " " in data and "<" not in data:
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from strings(value)
