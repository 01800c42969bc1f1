"""Builds the search index anew."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from content.commands import ProgressCommand
from search.health import problems
from search.indexing import rebuild
from search.types import EngineUnavailable, Record


class Command(ProgressCommand):
    help = "Build a new search index beside the live one and swap it in; goes on where an interrupted one stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="Only when the index is missing, was built by another analysis, or is behind the database.",
        )

        parser.add_argument(
            "--rate", type=float, default=0, help="Take at most so many documents a second, to leave room for searches."
        )

    def handle(self, *, if_needed: bool, rate: float, verbosity: int, **options: Any) -> None:
        try:
            if if_needed and not problems():
                return
            began = time.monotonic()
            records = rebuild(lambda stream, total: throttled(self.tracked(stream, total), rate))
        except EngineUnavailable as error:
            raise CommandError(_("The search does not answer: %(error)s") % {"error": error}) from error
        if verbosity:
            seconds = time.monotonic() - began
            self.stdout.write(_("Search index: %(n)d documents in %(s).1f s") % {"n": records, "s": seconds})

    def tracked(self, records: Iterable[Record], total: int) -> Iterable[Record]:
        return self.track(records, _("Search index"), total)


def throttled(records: Iterable[Record], rate: float) -> Iterator[Record]:
    """The same records, at most `rate` a second on the whole; without a rate as they come."""
    began = time.monotonic()
    for number, record in enumerate(records):
        if rate > 0:
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
        yield record
