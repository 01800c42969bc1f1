"""One link on one night: asks as little as may be, and says what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.conf import settings
from django.utils import timezone

from link_monitor.addresses import check_written
from link_monitor.choices import FINE, REPLACED, Outcome
from link_monitor.classification import HEAD, Expected, Reading, judge, judge_reading
from link_monitor.errors import VisitFailed
from link_monitor.models import Link
from link_monitor.visitor import Visit, Visitor

NOT_MODIFIED = 304
IN_MEMORY = 4 * 1024 * 1024  # bytes of an answer; more goes to a temporary file
# How long a website without ETag or Last-Modified is believed when it names the same size (HEAD): for a week of nights.
READ_AGAIN = timedelta(days=6, hours=12)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what was read if it was read now."""

    outcome: Outcome
    detail: str = ""
    reading: Reading | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def is_same_as(self, link: Link) -> bool:
        """Whether a link was so at its last visit too: of what was replaced, by the same file."""
        is_same_file = self.reading is None or self.outcome not in REPLACED or self.reading.digest == link.sha256
        return self.outcome == link.outcome and is_same_file


def examine(link: Link, expected: Expected, visitor: Visitor) -> Finding:
    """Visit a link."""
    try:
        check_written(link.address)
        return find_by_size(link, expected, visitor) or find_by_reading(link, expected, visitor)
    except VisitFailed as error:
        return Finding(error.outcome, error.detail)


def find_by_reading(link: Link, expected: Expected, visitor: Visitor) -> Finding:
    most = settings.PLAN_FILE_MAX_BYTES if expected.is_file else HEAD
    asked = conditions(link, expected)
    with temporary_file() as body:
        visit = visitor.visit("GET", link.address, asked, body, most)
        if visit.answer.status == NOT_MODIFIED and asked:
            return unchanged(link, visit, expected)
        outcome, reading = judge(visit, body, link.address, expected)
    return Finding(outcome, detail_of(visit), reading, visit.answer.headers)


def find_by_size(link: Link, expected: Expected, visitor: Visitor) -> Finding | None:
    """By the size alone, where the website has no name for a version and was read not long ago; None if it differs."""
    is_recent = link.read_at is not None and timezone.now() - link.read_at < READ_AGAIN
    if not (expected.is_file and is_recent and link.outcome in FINE) or conditions(link, expected):
        return None
    with temporary_file() as nothing:
        visit = visitor.visit("HEAD", link.address, {}, nothing, 0)
    is_same = visit.answer.status == 200 and visit.answer.headers.get("Content-Length") == str(link.size)
    return unchanged(link, visit, expected) if is_same else None


def read_now(link: Link, visitor: Visitor) -> bytes | None:
    """What lies at a link; None unless it is still the very file that was last read there."""
    with temporary_file() as body:
        try:
            answer = visitor.visit("GET", link.address, {}, body, settings.PLAN_FILE_MAX_BYTES).answer
        except VisitFailed:
            return None
        body.seek(0)
        return body.read() if answer.is_whole and answer.sha256 == link.sha256 else None


def unchanged(link: Link, visit: Visit, expected: Expected) -> Finding:
    """What was read before still stands there."""
    known = Reading(link.sha256, link.size or 0, link.media_type)
    return Finding(judge_reading(visit, known, link.address, expected), detail_of(visit))


def conditions(link: Link, expected: Expected) -> dict[str, str]:
    """What has a website answer only if it has something else than what was read before, a file to its end."""
    if expected.is_file and not link.sha256:
        return {}
    headers = {"If-None-Match": link.etag, "If-Modified-Since": link.last_modified}
    return {name: value for name, value in headers.items() if value}


def temporary_file() -> BinaryIO:
    return cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY))


def detail_of(visit: Visit) -> str:
    """Where a redirect ended, or the status of an answer that is not 200 OK."""
    if visit.is_redirected:
        return visit.answer.url
    return "" if visit.answer.status in (200, NOT_MODIFIED) else str(visit.answer.status)
