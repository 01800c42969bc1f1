"""What browsers report of the content security policy: which page asked for what the policy refuses.

Anybody can send a report. What is kept of one is bounded, names no reader, and is shown to administrators alone.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from operations.models import PolicyViolation

KEPT = timedelta(days=90)
MAX_ROWS = 500
MAX_BYTES = 8_000
MAX_LENGTH = 200


class ReportError(ValueError):
    """What was sent is no report of a page of this site."""


def record_report(request: HttpRequest) -> None:
    """Count a violation, once for each page, directive and origin of what was blocked.

    What a reader's own extensions inject is left out. When 500 are known, new ones are left out until some are pruned.

    Raises:
        ReportError: It is no JSON report, or of another site's page.
    """
    seen = read_report(request)
    if urlsplit(seen["blocked"]).scheme.endswith("extension"):
        return
    known = PolicyViolation.objects.filter(**seen).update(number=F("number") + 1, last_at=timezone.now())
    if not known and PolicyViolation.objects.count() < MAX_ROWS:
        PolicyViolation.objects.get_or_create(**seen)


def read_report(request: HttpRequest) -> dict[str, Any]:
    """The path of the page, the directive that was broken, and the origin of what was blocked."""
    try:
        report = json.loads(request.body[:MAX_BYTES])["csp-report"]  # one that is cut off is no JSON
        page = urlsplit(text_of(report, "document-uri"))
        directive = text_of(report, "effective-directive", "violated-directive")
        blocked = origin_of(text_of(report, "blocked-uri"))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReportError("no report") from error
    if page.netloc != request.get_host():
        raise ReportError("a page of another site")
    return {"page": page.path[:MAX_LENGTH], "directive": directive[:MAX_LENGTH], "blocked": blocked[:MAX_LENGTH]}


def text_of(report: dict[str, Any], *names: str) -> str:
    """The first of some fields that has a text. Browsers differ in which they send."""
    for name in names:
        if isinstance(text := report.get(name), str) and text:
            return text.replace("\x00", "")
    raise KeyError(names[0])


def origin_of(address: str) -> str:
    """Scheme and host of an address; a word such as `inline` as it is. The rest could tell of a reader."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme else parts.path


def delete_outlived(now: datetime) -> int:
    """Delete violations that have not been seen for 90 days; returns how many."""
    deleted, _by_model = PolicyViolation.objects.filter(last_at__lt=now - KEPT).delete()
    return deleted
