"""What is wrong with an address as it is written, before anybody is asked."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.core.exceptions import ValidationError

from content.validators import WEB_SCHEMES, validate_web_address
from link_monitor.choices import Outcome
from link_monitor.errors import VisitFailed

WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# Pages of Google and Microsoft that show the file whose address they are given.
VIEWERS = {
    "docs.google.com": ("url",),
    "drive.google.com": ("url",),
    "view.officeapps.live.com": ("src",),
}


def check_written(address: str) -> None:
    """Raises VisitFailed for an address that leads nowhere as it stands; its detail is the one inside a viewer's."""
    inner = viewed_address(address)
    if inner:
        raise VisitFailed(Outcome.VIEWER, inner)
    if any(map(str.isspace, address)):
        raise VisitFailed(Outcome.BLANKS)
    parts = split(address)
    if parts.scheme and parts.scheme not in WEB_SCHEMES:
        raise VisitFailed(Outcome.NOT_WEB)
    try:
        validate_web_address(address)
    except ValidationError as error:
        raise VisitFailed(Outcome.INCOMPLETE) from error


def split(address: str) -> SplitResult:
    """The parts of an address. Raises VisitFailed for one that has none."""
    try:
        return urlsplit(address)
    except ValueError as error:
        raise VisitFailed(Outcome.INCOMPLETE) from error


def viewed_address(address: str) -> str:
    """The address inside that of a viewer: of an extension of a browser, or of a page that shows files; else empty."""
    parts = split(address)
    if parts.scheme.endswith("-extension"):
        found = WEB_ADDRESS.search(address)
        return found[0] if found else address
    query = parse_qs(parts.query)
    names = VIEWERS.get(parts.hostname or "", ())
    return next((query[name][0] for name in names if name in query), "")
