"""When a host may be asked again."""

from __future__ import annotations

import time
from collections.abc import Callable

MOST_SECONDS = 60.0  # that a host may ask for between two requests


class Pacer:
    """Lets some seconds pass between the end of one request to a host and the beginning of the next one."""

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.seconds, self.clock, self.sleep = seconds, clock, sleep
        self.wishes: dict[str, float] = {}
        self.ended: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep to a host's own pause, its Crawl-delay, where it is longer than ours."""
        self.wishes[host] = min(seconds, MOST_SECONDS)

    def wait(self, host: str) -> None:
        """Return when the host may be asked."""
        if host in self.ended:
            pause = max(self.seconds, self.wishes.get(host, 0))
            self.sleep(max(0.0, self.ended[host] + pause - self.clock()))

    def end(self, host: str) -> None:
        """A request to the host has ended."""
        self.ended[host] = self.clock()
