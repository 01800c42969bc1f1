"""What a search costs: milliseconds of common queries on a made collection, at 1× and 10× of today's size."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import accumulate

from search.engines import engine_at
from search.reading import PUBLIC, read
from search.types import Engine, Piece, Query, Record, Term

SOURCE = "bench"
PLANS = 1_900  # six generations of 311 owners
PAGES = 30
ROUNDS = 5
QUERIES = [
    "läsfrämjande",
    "skolbibliotek bemanning",
    "biblotek",
    "läs främjande",
    '"barn och unga"',
    "meröppet -lån",
    "kommun*",
]
FACETS = ("lan", "niva", "status")
STEMS = [
    *("bibliotek", "läsning", "barn", "unga", "kommun", "region", "plan", "kultur", "skola", "verksamhet"),
    *("samverkan", "utveckling", "litteratur", "media", "digital", "delaktighet", "tillgänglighet", "minoritet"),
    *("språk", "läsfrämjande", "bemanning", "meröppet", "lån", "bok", "demokrati", "uppföljning"),
]
SYLLABLES = ["ba", "der", "fo", "gån", "hel", "ki", "lan", "mö", "nor", "pe", "rig", "sta", "tor", "und", "vär", "å"]
MADE_WORDS = 20_000
ENDINGS = ["en", "et", "s", "er", "arbete", "insatser", "frågor"]


def words(chance: random.Random) -> list[str]:
    """A vocabulary from usual to rare, as in any text: made words, with the real ones at every fiftieth place."""
    made = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(MADE_WORDS)]
    made += [a + b for a in STEMS for b in (*ENDINGS, *STEMS)]
    chance.shuffle(made)
    for place, word in enumerate(STEMS, start=1):
        made.insert(50 * place, word)
    return made


def collection(plans: int) -> Iterator[Record]:
    chance = random.Random(1)
    vocabulary = words(chance)
    usual = list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))
    for number in range(plans):
        pieces = tuple(
            Piece(unit, unit, " ".join(chance.choices(vocabulary, cum_weights=usual, k=45)), chance.choice(vocabulary))
            for unit in range(1, PAGES + 1)
        )
        terms = {name: tuple(map(Term, values)) for name, values in PUBLIC.items()}
        terms |= {"lan": (Term(f"{number % 21:02}"),), "niva": (Term("kommun"),), "status": (Term("gallande"),)}
        yield Record(SOURCE, str(number), str(number), f"Biblioteksplan {number % 311}", terms, pieces, str(number))


def milliseconds(work: Callable[[], object]) -> float:
    work()
    spent = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1000


def ask(engine: Engine, text: str, facets: tuple[str, ...]) -> int:
    return engine.search(Query(read(text, engine, source=SOURCE), SOURCE, date.today(), PUBLIC, facets)).pages


def main() -> None:
    for size in (1, 10):
        with tempfile.TemporaryDirectory() as scratch:
            engine = engine_at(f"sqlite://{scratch}/index.sqlite3")
            began = time.perf_counter()
            engine.rebuild(collection(PLANS * size))
            seconds, status = time.perf_counter() - began, engine.status()
            print(f"{size}×: {status.pieces} pieces in {seconds:.0f} s, {status.bytes / 1e6:.0f} MB")
            print(f"{'query':26} {'pages':>8} {'ms':>8} {'ms with facets':>15}")
            for text in QUERIES:
                plain = milliseconds(partial(ask, engine, text, ()))
                counted = milliseconds(partial(ask, engine, text, FACETS))
                print(f"{text:26} {ask(engine, text, ()):8} {plain:8.1f} {counted:15.1f}")
