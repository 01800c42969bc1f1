"""Says how the search index is: engine, age, size, and how far it is from the database."""

from __future__ import annotations

import json as to_json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from search import reindex_queue
from search.engines import engines
from search.health import IndexDrift, IndexReport, index_report
from search.language import ANALYSER_VERSION
from search.types import EngineUnavailable

KEYS_SHOWN = 10


class Command(BaseCommand):
    help = "Show the search index beside the database. Exit status 1 when something is wrong with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object for each index, in a list")

    def handle(self, *, json: bool, **options: Any) -> None:
        try:
            reports = [index_report(engine) for engine in engines()]
        except EngineUnavailable as error:
            raise CommandError(_("The search does not answer: %(error)s") % {"error": error}) from error
        if json:
            self.stdout.write(to_json.dumps([as_object(each) for each in reports], ensure_ascii=False))
        else:
            self.stdout.write("\n\n".join("\n".join(as_lines(each)) for each in reports))
        wrong = [sentence for each in reports for sentence in each.problems]
        if wrong or reindex_queue.count():
            raise SystemExit(1)


def as_object(found: IndexReport) -> dict[str, Any]:
    """The report of one index; times in ISO 8601, `bytes` on disk."""
    status = found.status
    return {
        "engine": status.engine,
        "missing": status.missing,
        "analyser": {"index": status.analyser, "code": ANALYSER_VERSION},
        "built": status.built and status.built.isoformat(),
        "records": status.records,
        "chunks": status.chunks,
        "bytes": status.bytes,
        "building": status.building,
        "waiting": reindex_queue.count(),
        "sources": [
            {
                "source": drift.source,
                "database": drift.expected,
                "index": drift.held,
                "absent": sorted(drift.absent),
                "surplus": sorted(drift.surplus),
            }
            for drift in found.sources
        ],
        "shortcomings": found.problems,
    }


def as_lines(found: IndexReport) -> list[str]:
    status = found.status
    built = _("unknown")
    if status.built:
        when = date_format(timezone.localtime(status.built), "Y-m-d H:i")
        built = _("%(when)s (%(age)s ago)") % {"when": when, "age": timesince(status.built)}
    analysis = _("%(index)s (the code has %(code)s)") % {"index": status.analyser, "code": ANALYSER_VERSION}
    rows = [
        (_("Engine"), status.engine),
        (_("Analysis"), analysis),
        (_("Built"), built),
        (_("Size"), f"{status.bytes / 1_000_000:.1f} MB"),
        (_("Documents"), str(status.records)),
        (_("Passages"), str(status.chunks)),
        (_("Waiting"), str(reindex_queue.count())),
    ]
    if status.building:
        rows.append((_("Documents in an unfinished build"), str(status.building)))
    lines = [f"{name}: {value}" for name, value in rows]
    lines += [line for drift in found.sources for line in drift_lines(drift)]
    return lines + [f"! {sentence}" for sentence in found.problems]


def drift_lines(drift: IndexDrift) -> list[str]:
    """One line of counts, and one with the first keys of each kind of difference."""
    lines = [
        _("%(source)s: %(held)d in the index, %(expected)d in the database")
        % {"source": drift.source, "held": drift.held, "expected": drift.expected}
    ]
    for name, keys in ((_("lacks"), drift.absent), (_("no more"), drift.surplus)):
        if keys:
            more = " …" if len(keys) > KEYS_SHOWN else ""
            lines.append(f"  {name}: {', '.join(sorted(keys)[:KEYS_SHOWN])}{more}")
    return lines
