"""Synthetic index records in any number, with words distributed as in the demo: frequent ones and a long tail.

They have no rows in the database, because only the search engine is measured.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from search.query_analysis import PUBLIC
from search.types import Chunk, Record, Term

SOURCE = "skala"
CHUNKS = 60  # of a record: fifteen pages with four passages, as the demo's plans on the average
PER_PAGE = 4
EDITIONS = 4  # of a plan, on four periods in turn
OWNERS = 311
TAIL_SHARE = 0.08  # of all words in the texts: rare compounds
TAIL = 60_000  # such compounds
LONG = 5  # letters of a word that may be a part of one
LENGTHS = (18, 35, 55, 80, 120)  # words of a passage
STATUSES = ("gallande", "utgangen")
KINDS = ("kommunal", "strategi", "skolbiblioteksplan", "regional")


@dataclass(frozen=True, slots=True)
class WordDistribution:
    """Words with cumulative weights, to draw random texts from."""

    words: Sequence[str]
    cumulative_weights: Sequence[float]

    @classmethod
    def of(cls, texts: Iterable[str], rng: random.Random) -> WordDistribution:
        """The words of these texts as often as they stand there, and behind them a tail of compounds made of them."""
        counts = Counter(word for text in texts for word in text.split())
        usual = counts.most_common()
        parts = [word.lower() for word, _count in usual if len(word) >= LONG and word.isalpha()]
        tail = [rng.choice(parts) + rng.choice(parts) for _ in range(TAIL)]
        weight = TAIL_SHARE / (1 - TAIL_SHARE) * sum(counts.values()) / sum(1 / rank for rank in range(1, TAIL + 1))
        weights = [count for _word, count in usual] + [weight / rank for rank in range(1, TAIL + 1)]
        return cls([word for word, _count in usual] + tail, list(accumulate(weights)))

    def draw(self, rng: random.Random, count: int) -> str:
        return " ".join(rng.choices(self.words, cum_weights=self.cumulative_weights, k=count))


def records(texts: Sequence[str], headings: Sequence[str], passages: int, seed: int = 1) -> Iterator[Record]:
    """Records with about so many passages in all; the same for the same texts and seed, one by one.

    Args:
        texts: Whose words are used; the demo's passages.
        headings: Drawn from as they are.
        passages: Rounded up to whole records of `CHUNKS`.
        seed: Another one makes another collection.
    """
    words = WordDistribution.of(texts, random.Random(seed))  # noqa: S311 - no secret
    for number in range(-(-passages // CHUNKS)):
        yield _record(number, words, headings, random.Random(f"{seed}-{number}"))  # noqa: S311


def _record(number: int, words: WordDistribution, headings: Sequence[str], rng: random.Random) -> Record:
    plan, generation = divmod(number, EDITIONS)
    first = 2010 + 4 * generation
    chunks = tuple(
        Chunk(
            position,
            (position - 1) // PER_PAGE + 1,
            words.draw(rng, rng.choice(LENGTHS)),
            headings[(number + position // 7) % len(headings)],
        )
        for position in range(1, CHUNKS + 1)
    )
    terms = {name: tuple(map(Term, values)) for name, values in PUBLIC.items()}
    terms |= _terms(plan, generation, first)
    return Record(SOURCE, str(number), str(plan), _title(plan, first), terms, chunks, date(first, 1, 1).isoformat())


def _title(plan: int, first: int) -> str:
    return f"Biblioteksplan {first}–{first + 3} för ort {plan % OWNERS}"


def _terms(plan: int, generation: int, first: int) -> dict[str, tuple[Term, ...]]:
    status = STATUSES[generation != EDITIONS - 1]
    return {
        "lan": (Term(f"{plan % 21 + 1:02}"),),
        "kommun": (Term(f"{plan % OWNERS:04}"),),
        "niva": (Term("region" if plan % 15 == 0 else "kommun"),),
        "typ": (Term(KINDS[plan % len(KINDS)]),),
        "status": (Term(status),),
        "period": (Term(str(first + 3)),),
        "sprak": (Term("sv"),),
    }
