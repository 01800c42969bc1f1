"""What an answer means, compared with what was collected from the same address before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import urlsplit

from extraction.file_type import detect_media_type
from extraction.types import MediaType, Unreadable
from link_monitor.choices import Outcome
from link_monitor.visitor import Visit

STATUSES = {
    401: Outcome.LOGIN,
    403: Outcome.FORBIDDEN,
    404: Outcome.NOT_FOUND,
    410: Outcome.GONE,
    429: Outcome.RATE_LIMITED,
}
DOCUMENT_SERVICES = (
    "docplayer.se",
    "docs.google.com",
    "drive.google.com",
    "dropbox.com",
    "issuu.com",
    "onedrive.live.com",
    "publitas.com",
    "scribd.com",
    "sharepoint.com",
    "yumpu.com",
)
HEAD = 64 * 1024  # bytes of a web page that are looked at
TITLE = re.compile(r"<(title|h1)\b[^>]*>(.*?)</\1", re.IGNORECASE | re.DOTALL)
SAYS_NOT_FOUND = re.compile(
    r"\b404\b|\b(hittades|hittas|finns) (tyvärr )?inte\b|\b(kunde|kan) inte hitta|\bsidan saknas\b|\bnot found\b", re.I
)
ASKS_FOR_SIGN_IN = re.compile(r"<input\b[^>]*\btype=[\"']?password\b", re.IGNORECASE)
SIGN_IN_PATH = re.compile(r"/(login|logon|logga-?in|inloggning|sign-?in|saml2?|oauth2?|adfs|wa/auth)(?![a-z])", re.I)
ASKS_ABOUT_COOKIES = re.compile(
    r"(godkänn|acceptera|tillåt|accept|allow|aktivera|enable)\w*\s+(\w+\s+){0,2}(cookies|kakor)", re.I
)
START_PATH = re.compile(r"(/|/(index|default|start|startsida|sv|hem)(\.\w{3,5})?/?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expected:
    """What has been collected from an address: checksums and formats; nothing of one that only pages link to."""

    sha256s: frozenset[str] = field(default_factory=frozenset)
    media_types: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_file(self) -> bool:
        """Whether a file is to be compared. The bytes of a web page differ with every visit, so it is only there."""
        return bool(self.sha256s) and MediaType.HTML not in self.media_types


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read at an address; not whole if it is larger than what is fetched."""

    sha256: str
    size: int
    media_type: str
    is_whole: bool = True

    @property
    def digest(self) -> str:
        """The checksum of all of it; empty if that is not known."""
        return self.sha256 if self.is_whole else ""


def outcome_of_status(status: int) -> Outcome | None:
    """What a status alone says; None for one with a body to look at."""
    if status in STATUSES:
        return STATUSES[status]
    if status >= 500:
        return Outcome.SERVER_ERROR
    return None if status in (200, 203, 206) else Outcome.EMPTY if status in (204, 205) else Outcome.BAD_STATUS


def judge(visit: Visit, body: BinaryIO, address: str, expected: Expected) -> tuple[Outcome, Reading | None]:
    """What a visit found at an address, and what was read if that is what may stand there."""
    answer = visit.answer
    outcome = outcome_of_status(answer.status) or (None if answer.size else Outcome.EMPTY)
    if outcome is not None:
        return outcome, None
    media_type = media_type_of(body)
    if media_type == MediaType.HTML:
        page = judge_page(visit, head_of(body), address)
        outcome = page or (expected.is_file and judge_page_for_file(visit.answer.url)) or None
        if outcome is not None:
            return outcome, None
    reading = Reading(answer.sha256, answer.size, media_type, answer.is_whole)
    return judge_reading(visit, reading, address, expected), reading


def judge_reading(visit: Visit, reading: Reading, address: str, expected: Expected) -> Outcome:
    """What may stand at an address, compared with what was collected: read now, or before and unchanged since."""
    if expected.is_file and reading.digest not in expected.sha256s:
        if not reading.is_whole:
            return Outcome.TOO_BIG
        return Outcome.CHANGED if reading.media_type in expected.media_types else Outcome.OTHER_FORMAT
    leads_away = urlsplit(visit.answer.url).hostname != urlsplit(address).hostname
    return Outcome.MOVED if expected.sha256s and visit.is_permanent and leads_away else Outcome.OK


def judge_page(visit: Visit, text: str, address: str) -> Outcome | None:
    """What speaks against a web page; None for an ordinary one."""
    reached = urlsplit(visit.answer.url)
    titles = " ".join(match[2] for match in TITLE.finditer(text))
    if ASKS_FOR_SIGN_IN.search(text) or (visit.is_redirected and SIGN_IN_PATH.search(reached.path)):
        return Outcome.LOGIN
    if SAYS_NOT_FOUND.search(titles):
        return Outcome.SOFT_NOT_FOUND
    if visit.is_redirected and is_start(reached.path) and not is_start(urlsplit(address).path):
        return Outcome.START_PAGE
    if ASKS_ABOUT_COOKIES.search(titles) or (len(text) < 4_000 and ASKS_ABOUT_COOKIES.search(text)):
        return Outcome.COOKIE_WALL
    return None


def judge_page_for_file(url: str) -> Outcome:
    """An ordinary web page where a file was."""
    host = urlsplit(url).hostname or ""
    is_service = any(host == service or host.endswith(f".{service}") for service in DOCUMENT_SERVICES)
    return Outcome.DOCUMENT_SERVICE if is_service else Outcome.WEB_PAGE


def is_start(path: str) -> bool:
    return START_PATH.fullmatch(path) is not None


def media_type_of(body: BinaryIO) -> str:
    """The format of what was read; empty for one that is not read here."""
    try:
        return detect_media_type(body)
    except Unreadable:
        return ""


def head_of(body: BinaryIO) -> str:
    body.seek(0)
    return body.read(HEAD).decode("utf-8", errors="replace")
