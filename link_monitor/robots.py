"""What websites ask of programs that visit them (RFC 9309)."""

from __future__ import annotations

from protego import Protego

from link_monitor.choices import Outcome
from link_monitor.errors import VisitFailed
from link_monitor.transport import Answer

MOST_BYTES = 512 * 1024  # RFC 9309 asks for 500 kB at least
TOO_MANY_REQUESTS = 429


def read_robots(answer: Answer, text: bytes) -> Protego:
    """The rules of a robots.txt; one that does not exist allows everything.

    Raises:
        VisitFailed: The website says that it is broken, or asked too often: then nothing else is asked for either.
    """
    if answer.status >= 500:
        raise VisitFailed(Outcome.SERVER_ERROR, str(answer.status))
    if answer.status == TOO_MANY_REQUESTS:
        raise VisitFailed(Outcome.RATE_LIMITED)
    return Protego.parse(text.decode("utf-8", errors="replace") if answer.status < 300 else "")
