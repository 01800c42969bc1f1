"""Measure search quality: queries with known target passages in a corpus."""

import json
import lzma
import statistics
import tempfile
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management import BaseCommand, CommandError

from search.engines import engine_at
from search.query_analysis import PUBLIC, analyse_query
from search.types import Chunk, Engine, Query, Record, Term

SOURCE = "benchmark"
DEPTH = 10
TERMS = {name: tuple(Term(value) for value in values) for name, values in PUBLIC.items()}


class Case(NamedTuple):
    """One query with the ids of the passages it should find."""

    kind: str
    query: str
    targets: frozenset[str]


class Score(NamedTuple):
    """How well one query went: reciprocal rank of the first target among ten, share of the targets among ten."""

    kind: str
    mrr: float
    recall: float
    milliseconds: float


class Command(BaseCommand):
    requires_system_checks = ()  # judges the search alone: needs neither the site's settings nor its database
    help = "Index a corpus, ask its queries through the site's own analysed and engine, print MRR@10 and recall@10."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--corpus", type=Path, required=True, help="JSON lines with id, title, section, text; .xz too"
        )
        parser.add_argument("--queries", type=Path, required=True, help="JSON lines with kind, q, targets; .xz too")
        parser.add_argument("--engine", help="address of an engine, as SEARCH_URL; default: SQLite in a scratch folder")
        parser.add_argument("--json", action="store_true", help="end with one JSON object instead of a table")

    def handle(self, *, corpus: Path, queries: Path, engine: str | None, json: bool, **options: Any) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            chosen = engine_at(engine or f"sqlite://{scratch}/index.sqlite3")
            try:
                cases = list(read_cases(queries))
                began = time.perf_counter()
                chosen.rebuild(read_corpus(corpus))
                seconds = time.perf_counter() - began
                report = summary([ask(chosen, case) for case in cases], chosen, seconds)
            except (OSError, ValueError, KeyError, lzma.LZMAError) as error:
                raise CommandError(f"{corpus}, {queries}: {error!r}") from error
        self.stdout.write(as_json(report) if json else as_table(report))


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def read_corpus(path: Path) -> Iterator[Record]:
    """Each passage as a record of its own, so that results are a flat list of passages."""
    for row in lines_of(path):
        chunk = Chunk(1, 1, row["text"], row.get("section") or "")
        yield Record(SOURCE, str(row["id"]), str(row["id"]), row.get("title") or "", TERMS, (chunk,))


def read_cases(path: Path) -> Iterator[Case]:
    for row in lines_of(path):
        yield Case(row["kind"], row["q"], frozenset(map(str, row["targets"])))


def ask(engine: Engine, case: Case) -> Score:
    began = time.perf_counter()
    analysed = analyse_query(case.query, engine, source=SOURCE)
    result = engine.search(Query(analysed, SOURCE, date.today(), PUBLIC, limit=DEPTH, hits_per_group=1))
    milliseconds = (time.perf_counter() - began) * 1000
    found = [group.record for group in result.groups if group.pages]
    ranks = [rank for rank, key in enumerate(found, start=1) if key in case.targets]
    recall = len(ranks) / min(DEPTH, len(case.targets))
    return Score(case.kind, 1 / ranks[0] if ranks else 0.0, recall, milliseconds)


def summary(scores: Sequence[Score], engine: Engine, seconds: float) -> dict[str, Any]:
    """The object that `--json` prints; its shape is fixed."""
    kinds: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        kinds[score.kind].append(score)
    times = statistics.quantiles((score.milliseconds for score in scores), n=20, method="inclusive")
    status = engine.status()
    return {
        "overall": means(scores),
        "kinds": {kind: means(of_kind) for kind, of_kind in kinds.items()},
        "latency_ms": {"p50": round(times[9], 1), "p95": round(times[18], 1)},
        "index": {"seconds": round(seconds, 1), "bytes": status.bytes, "passages": status.chunks},
        "engine": status.engine,
    }


def means(scores: Sequence[Score]) -> dict[str, float]:
    return {
        "mrr": round(statistics.fmean(score.mrr for score in scores), 4),
        "recall": round(statistics.fmean(score.recall for score in scores), 4),
    }


def as_json(report: dict[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False)


def as_table(report: dict[str, Any]) -> str:
    rows = [("all", report["overall"]), *report["kinds"].items()]
    lines = [f"{'kind':16} {'MRR@10':>8} {'recall@10':>10}"]
    lines += [f"{kind:16} {figures['mrr']:8.3f} {figures['recall']:10.3f}" for kind, figures in rows]
    lines.append(f"latency ms: {report['latency_ms']}  index: {report['index']}  engine: {report['engine']}")
    return "\n".join(lines)
