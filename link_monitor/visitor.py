"""Visits addresses: asks robots.txt first, keeps pauses, follows what leads on, leaves hosts that refuse alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from urllib.parse import urljoin

from django.conf import settings
from protego import Protego
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from link_monitor.choices import Outcome
from link_monitor.errors import VisitFailed
from link_monitor.rate_limit import Pacer
from link_monitor.robots import MOST_BYTES, read_robots
from link_monitor.transport import PORTS, Answer, Limits, send

PRODUCT = "TraffpunktBiblioteksplaner"  # the name that a robots.txt may address
MOST_REDIRECTS = 10
# Of a host that answers so, or not at all, nothing else is asked during the same run.
RESTING = frozenset({Outcome.RATE_LIMITED, Outcome.TIMEOUT, Outcome.SLOW})


def user_agent() -> str:
    """Who asks, and where that can be looked up."""
    return f"{PRODUCT}/1.0 (+{settings.WAGTAILADMIN_BASE_URL}/)"


@dataclass(frozen=True, slots=True)
class Visit:
    """The last answer, and whether every step to it was said to be for good."""

    answer: Answer
    is_redirected: bool
    is_permanent: bool


class Visitor:
    """Asks one host after the other, never two at once. What it learns of hosts holds for as long as it lives."""

    def __init__(self, pacer: Pacer | None = None, limits: Limits | None = None) -> None:
        self.pacer = pacer or Pacer(settings.LINK_MONITOR_DELAY)
        self.limits = limits or Limits()
        self.robots: dict[str, Protego | VisitFailed] = {}
        self.resting: set[str] = set()

    def rests(self, host: str) -> bool:
        """Whether a host is to be left alone until the next run."""
        return host in self.resting

    def visit(self, method: str, address: str, headers: Mapping[str, str], body: BinaryIO, most: int) -> Visit:
        """The answer to a request, at most `most` bytes of it in `body`. Raises VisitFailed when there is none."""
        url, steps, is_permanent, has_cookies = parsed(address), [address], True, False
        while True:
            self.ask_for_leave(url)
            answer = self.request(method, url, headers, body, most)
            if answer.location is None:
                return Visit(answer, len(steps) > 1, len(steps) > 1 and is_permanent)
            is_permanent &= answer.status in (301, 308)
            has_cookies |= "Set-Cookie" in answer.headers
            url = following(url, answer.location)
            if url.url in steps:
                raise VisitFailed(Outcome.COOKIE_WALL if has_cookies else Outcome.REDIRECT_LOOP, url.url)
            if len(steps) > MOST_REDIRECTS:
                raise VisitFailed(Outcome.TOO_MANY_REDIRECTS, url.url)
            steps.append(url.url)

    def ask_for_leave(self, url: Url) -> None:
        """Raises VisitFailed where robots.txt forbids an address, or cannot be had for a fault of the host."""
        origin = url._replace(path="/robots.txt", query=None, fragment=None, auth=None)
        if origin.url not in self.robots:
            try:
                self.robots[origin.url] = self.fetch_robots(origin)
            except VisitFailed as error:
                self.robots[origin.url] = error
        rules = self.robots[origin.url]
        if isinstance(rules, VisitFailed):
            raise rules
        self.pacer.slow_down(url.host or "", rules.crawl_delay(PRODUCT) or 0)
        if not rules.can_fetch(url.url, PRODUCT):
            raise VisitFailed(Outcome.ROBOTS)

    def fetch_robots(self, url: Url) -> Protego:
        for _step in range(MOST_REDIRECTS):
            text = BytesIO()
            answer = self.request("GET", url, {}, text, MOST_BYTES)
            if answer.location is None:
                return read_robots(answer, text.getvalue())
            url = following(url, answer.location)
        return Protego.parse("")  # RFC 9309: redirects without end are taken for a file that does not exist

    def request(self, method: str, url: Url, headers: Mapping[str, str], body: BinaryIO, most: int) -> Answer:
        """One request, in its time."""
        host = url.host or ""
        self.pacer.wait(host)
        try:
            named = {"User-Agent": user_agent(), "Accept-Encoding": "identity", **headers}
            answer = send(method, url, named, self.limits, body, most)
            if answer.status == 429 or (answer.status == 503 and "Retry-After" in answer.headers):
                self.resting.add(host)
            return answer
        except VisitFailed as error:
            if error.outcome in RESTING:
                self.resting.add(host)
            raise
        finally:
            self.pacer.end(host)


def parsed(address: str) -> Url:
    """An address as it is asked for: without fragment, its host in ASCII. Raises VisitFailed for anything else."""
    try:
        url = parse_url(address)
    except LocationParseError as error:
        raise VisitFailed(Outcome.INCOMPLETE) from error
    if url.scheme not in PORTS or not url.host or url.auth:
        raise VisitFailed(Outcome.NOT_WEB if url.scheme not in PORTS else Outcome.INCOMPLETE)
    return url._replace(fragment=None, path=url.path or "/")


def following(url: Url, location: str) -> Url:
    """Where an answer leads on to. Raises VisitFailed where that is no address on the web."""
    try:
        return parsed(urljoin(url.url, location)) if location else parsed("")
    except (VisitFailed, ValueError) as error:
        raise VisitFailed(Outcome.BAD_REDIRECT, location) from error
