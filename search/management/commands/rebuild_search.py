"""Builds the search index anew."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from cms.commands import ProgressCommand
from search.indexing import rebuild, shortcomings
from search.types import Record


class Command(ProgressCommand):
    help = "Build a new search index beside the live one and swap it in; searches go on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="Only when the index is missing, was built by another analysis, or is behind the database.",
        )

    def handle(self, *, if_needed: bool, verbosity: int, **options: Any) -> None:
        reasons = shortcomings()
        if if_needed and not reasons:
            return
        began = time.monotonic()
        records = rebuild(self.tracked)
        if verbosity:
            seconds = time.monotonic() - began
            self.stdout.write(_("Search index: %(n)d documents in %(s).1f s") % {"n": records, "s": seconds})

    def tracked(self, records: Iterable[Record], total: int) -> Iterable[Record]:
        return self.track(records, _("Search index"), total)
