"""Base classes for management commands."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

from django.core.management.base import BaseCommand

Item = TypeVar("Item")
REDRAW_SECONDS = 0.1
BAR_WIDTH = 30


class ProgressCommand(BaseCommand):
    """A command with a progress bar.

    The bar goes to stderr, so that stdout holds results only, and is left out when stderr is a file
    or a pipe, so that logs stay readable.
    """

    def track(self, items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
        """Yield the items one by one, redrawing the bar at most every `REDRAW_SECONDS` seconds.

        `total` says how many to expect where `items` has no length.
        """
        expected = len(items) if total is None and isinstance(items, Sized) else total or 0
        is_terminal = self.stderr.isatty()
        drawn_at = 0.0
        for done, item in enumerate(items):
            if is_terminal and time.monotonic() - drawn_at >= REDRAW_SECONDS:
                self._draw(label, done, expected)
                drawn_at = time.monotonic()
            yield item
        if is_terminal:
            self._draw(label, expected, expected)
            self.stderr.write("", style_func=str)

    def _draw(self, label: str, done: int, total: int) -> None:
        filled = min(BAR_WIDTH, BAR_WIDTH * done // total) if total else BAR_WIDTH
        bar = "█" * filled + "░" * (BAR_WIDTH - filled)
        self.stderr.write(f"\r{label} {bar} {done}/{total}", style_func=str, ending="")
