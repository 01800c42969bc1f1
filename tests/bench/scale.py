"""What searches cost in an index that `load_scale` made: percentiles for each class of query.

`python -m tests.bench.scale ADDRESS` after `manage.py load_scale --engine ADDRESS`; the queries are drawn from the
words of the index itself.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from demo.synthetic_records import SOURCE
from search.engines import engine_at
from search.query_analysis import PUBLIC, analyse_query
from search.types import Engine, ExpansionOptions, Query, Vocabulary

EACH = 60  # queries of a class
FACETS = ("lan", "niva", "status")
GROUPED_LIMIT = 5_000  # pages: broader queries are told apart
FIRST_LETTERS = ("bi", "lä", "sk", "sa", "me", "ut", "kul", "verk", "digi", "till", "språ", "ung", "för", "re", "pl")


def drawn(vocabulary: Vocabulary, least: float, most: float, chunks: int, chance: random.Random) -> list[str]:
    """Words that stand in such a share of the chunks."""
    words = {word: count for start in FIRST_LETTERS for word, count in vocabulary.with_prefix(start, 100_000)}
    fitting = sorted(word for word, count in words.items() if least * chunks <= count <= most * chunks)
    return chance.sample(fitting, min(EACH, len(fitting)))


def classes(engine: Engine) -> Iterator[tuple[str, Sequence[str], tuple[str, ...]]]:
    """Name, queries and facets of each class."""
    chance = random.Random(7)
    vocabulary, chunks = engine.vocabulary(), engine.status().chunks
    rare = drawn(vocabulary, 0, 0.0005, chunks, chance)
    common = drawn(vocabulary, 0.005, 0.1, chunks, chance)
    yield "rare word", rare, ()
    yield "common word", common, ()
    yield "two words", [f"{a} {b}" for a, b in zip(common, reversed(common), strict=True)], ()
    yield "phrase", [phrase(engine, word) for word in common[: EACH // 2]], ()
    yield "compound", [word for word in rare if len(word) > 12], ()
    yield "rare, three facets", rare, FACETS
    yield "common, three facets", common, FACETS


def phrase(engine: Engine, word: str) -> str:
    """Two words that stand together somewhere, the first of them the given one where it is not the last."""
    hit = next(
        iter(
            engine.iter_pages(
                Query(
                    analyse_query(word, engine, source=SOURCE, options=ExpansionOptions(exact=True)),
                    SOURCE,
                    date.today(),
                    PUBLIC,
                )
            )
        )
    )
    words = re.findall(r"\w+", hit.text.lower())
    place = min(words.index(word), len(words) - 2) if word in words else 0
    return f'"{words[place]} {words[place + 1]}"'


def ask(engine: Engine, text: str, facets: tuple[str, ...]) -> int:
    result = engine.search(Query(analyse_query(text, engine, source=SOURCE), SOURCE, date.today(), PUBLIC, facets))
    return result.pages


def timed(engine: Engine, text: str, facets: tuple[str, ...]) -> tuple[float, int]:
    """Milliseconds and pages of one query."""
    began = time.perf_counter()
    pages = ask(engine, text, facets)
    return (time.perf_counter() - began) * 1000, pages


def suggested(vocabulary: Vocabulary, start: str) -> float:
    began = time.perf_counter()
    vocabulary.with_prefix(start, 12)
    return (time.perf_counter() - began) * 1000


def row(name: str, spent: Sequence[float], pages: Sequence[int]) -> str:
    cuts = statistics.quantiles(spent, n=100, method="inclusive")
    middle = statistics.median(pages) if pages else 0
    return f"{name:28} {len(spent):4} {middle:10.0f} {cuts[49]:9.1f} {cuts[94]:9.1f} {cuts[98]:9.1f}"


def memory() -> str:
    """Resident memory of this process, in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return f"{int(line.split()[1]) / 1000:.0f} MB"


def measure(engine: Engine) -> Iterator[str]:
    yield f"{'class':28} {'n':>4} {'pages':>10} {'p50 ms':>9} {'p95 ms':>9} {'p99 ms':>9}"
    for name, queries, facets in classes(engine):
        if len(queries) < 2:
            continue
        ask(engine, queries[0], facets)
        answers = [timed(engine, text, facets) for text in queries]
        narrow = [(spent, pages) for spent, pages in answers if pages < GROUPED_LIMIT]
        broad = [(spent, pages) for spent, pages in answers if pages >= GROUPED_LIMIT]
        for kind, those in ((name, narrow), (f"{name} (broad)", broad)):
            if len(those) > 1:
                yield row(kind, [spent for spent, _ in those], [pages for _, pages in those])
    vocabulary = engine.vocabulary()
    yield row("suggestion", [suggested(vocabulary, start) for start in FIRST_LETTERS], [])


def main() -> None:
    engine = engine_at(sys.argv[1])
    status = engine.status()
    print(f"{status.engine}: {status.chunks} passages, {status.bytes / 1e6:.0f} MB")
    for line in measure(engine):
        print(line, flush=True)
    print(f"memory of the asking process: {memory()}")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.bench")
    django.setup()
    main()
