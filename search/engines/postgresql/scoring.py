"""How good a piece is, as an SQL expression over its vector: BM25 over clauses, each with the best it is found by.

`ts_rank` counts a clause's tokens in a piece, weighted by where they stand and with less for each repetition; what
it lacks, how rare the words are and how long the piece is, is put around it here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.postgresql.connections import Connection
from search.engines.postgresql.query_compiler import all_words, either, in_clause, matching, token_query, variant_query
from search.engines.postgresql.schema import LONGEST, TITLE
from search.types import Group, Reading, Variant

# How much a word counts by where it stands: in stems, parts, heading, exact (labels D to A); 1 at most.
WEIGHTS = "{0.15, 0.25, 0.6, 1.0}"
SCALE = 4 * math.pi**2 / 6  # the heaviest weight as BM25 feels it, times what ts_rank divides by
SATURATION, LENGTH = 1.2, 0.5  # BM25's k1 and b
ALL_WORDS_FIRST = 1_000.0  # puts pieces with all words before any with only some
WEAK = 0.6  # of its score, for a piece found only by expansions that rank below the word itself
RANKED = 2_000  # pieces scored by all that is in them; of an answer larger than that, those with the rarest words
ENOUGH = 200  # never fewer than these, if there are as many

STATISTICS = """
SELECT token, pieces FROM word WHERE token = ANY (%(tokens)s)
UNION ALL
SELECT beginning || '*', sum(pieces) FROM unnest(%(beginnings)s::text[]) AS beginning
JOIN word ON token >= beginning AND token < beginning || chr(1114111) GROUP BY beginning
UNION ALL
SELECT ' ' || name, value FROM meta
"""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many pieces hold each token of a reading, and how many pieces there are."""

    counts: Mapping[str, int]

    @classmethod
    def of(cls, connection: Connection, reading: Reading) -> Statistics:
        tokens = {before + token for token in _tokens(reading) for before in ("", TITLE)}
        values = {
            "tokens": [token[:LONGEST] for token in tokens if not token.endswith("*")],
            "beginnings": [token[:-1][:LONGEST] for token in tokens if token.endswith("*")],
        }
        return cls({token: int(count) for token, count in connection.execute(STATISTICS, values)})

    @property
    def average(self) -> float:
        """Tokens of a piece."""
        return max(self.counts[" tokens"] / max(self.counts[" pieces"], 1), 1.0)

    def count(self, token: str) -> int:
        return self.counts.get(token[:-1][:LONGEST] + "*" if token.endswith("*") else token[:LONGEST], 0)

    def rarity(self, count: int) -> float:
        """BM25's weight of what stands in so many pieces."""
        pieces = self.counts[" pieces"]
        return max(math.log((pieces - count + 0.5) / (count + 0.5)), 1e-6) if count < pieces else 1e-6

    def found_by(self, variant: Variant, before: str = "") -> int:
        """Pieces that a variant may find, at most about."""
        return min(sum(self.count(before + token) for token in word) for word in variant.words)

    def helped(self, reading: Reading) -> frozenset[int]:
        """The places of the clauses that some title may hold."""
        return frozenset(
            place
            for place, clause in enumerate(reading.clauses)
            if any(self.found_by(variant, TITLE) for group in clause for variant in variants_of(group))
        )


class Scoring:
    """The pieces that answer a reading, with their scores, as statements."""

    def __init__(self, reading: Reading, statistics: Statistics) -> None:
        self.reading = reading
        self.statistics = statistics
        self.helped: Collection[int] = statistics.helped(reading)
        self.matching = matching(reading, self.helped)

    def hits(self, columns: str, values: Values) -> str:
        """A statement for `columns` and `score` of every piece that answers; adds to `values` what it speaks of.

        A piece may come twice, then its higher score counts.
        """
        if not self.matching:
            return f"SELECT {columns}, 0 AS score FROM vector WHERE false"
        rare = self._rare()
        found = self._found_by(rare, values) if rare else self.found(values)
        statement = f"SELECT {columns}, 1 + {self._score(values)} AS score FROM vector WHERE {found}"
        if rare:
            statement += f" UNION ALL SELECT {columns}, 1 / (1 + length) FROM vector WHERE {self.found(values)}"
        return statement

    def found(self, values: Values) -> str:
        """The condition that a piece answers. An index scan a word is quicker than one for all of an expression."""
        reading = self.reading
        if reading.loose and not reading.excluded:
            variants = [
                variant_query(v) for clause in reading.clauses for g in clause if not g.phrase for v in g.variants
            ]
            phrases = [in_clause((g,)) for clause in reading.clauses for g in clause if g.phrase]
            return _any_of("matching", [*variants, *phrases], values)
        return _any_of("matching", [self.matching], values)

    def _found_by(self, rare: Sequence[str], values: Values) -> str:
        found = _any_of("rare", rare, values)
        reading = self.reading
        return found if reading.loose and not reading.excluded else f"({found}) AND {self.found(values)}"

    def _rare(self) -> list[str]:
        """What the pieces hold that are worth a closer look; nothing when all of them are few enough."""
        clauses = [
            [(self.statistics.found_by(variant), variant) for group in clause for variant in variants_of(group)]
            for clause in self.reading.clauses
        ]
        sizes = [sum(count for count, _variant in clause) for clause in clauses]
        if (sum(sizes) if self.reading.loose else min(sizes)) <= RANKED:
            return []
        taken, chosen = 0, []
        for count, variant in sorted((each for clause in clauses for each in clause), key=lambda each: each[0]):
            if count and taken >= ENOUGH and taken + count > RANKED:
                break
            taken += count
            chosen.append(variant_query(variant))
        complete = all_words(self.reading, self.helped) if self.reading.loose else ""
        return [*chosen, complete] if complete else chosen

    def _score(self, values: Values) -> str:
        values["weights"], values["average"] = WEIGHTS, self.statistics.average
        clauses = " + ".join(self._clause(place, values) for place in range(len(self.reading.clauses)))
        return f"({clauses}) * {self._weak(values)} + {self._complete(values)}"

    def _clause(self, place: int, values: Values) -> str:
        """How rare the clause is, times how much of it there is: n / (n + k), in which k grows with the length."""
        tokens = {
            token: count
            for group in self.reading.clauses[place]
            for variant in variants_of(group)
            for word in variant.words
            for token in word
            if (count := self.statistics.count(token))
        }
        if not tokens:
            return "0"
        name = f"clause_{place}"
        values[name] = either(token_query(token) for token in tokens)
        rarity = max(self.statistics.rarity(count) for count in tokens.values())
        amount = f"{SCALE * len(tokens)} * ts_rank(%(weights)s::real[], tokens, %({name})s::tsquery)"
        k = f"({SATURATION * (1 - LENGTH)} + {SATURATION * LENGTH} * length / %(average)s::real)"
        return f"{rarity:.4f} * (1 - {k} / ({amount} + {k}))"

    def _weak(self, values: Values) -> str:
        """The factor for pieces that nothing but weak variants find."""
        reading = self.reading
        weak = any(variant.weak for clause in reading.clauses for group in clause for variant in group.variants)
        if reading.loose or not weak:
            return "1"
        values["written"] = all_words(reading, self.helped, weak=False)
        if not values["written"]:
            return str(WEAK)
        return f"CASE WHEN tokens @@ %(written)s::tsquery THEN 1 ELSE {WEAK} END"

    def _complete(self, values: Values) -> str:
        values["complete"] = all_words(self.reading, self.helped) if self.reading.loose else ""
        if not values["complete"]:
            return "0"
        return f"CASE WHEN tokens @@ %(complete)s::tsquery THEN {ALL_WORDS_FIRST} ELSE 0 END"


def _any_of(name: str, expressions: Sequence[str], values: Values) -> str:
    """The condition that any of the expressions holds."""
    conditions = []
    for place, expression in enumerate(dict.fromkeys(expressions)):
        values[f"{name}_{place}"] = expression
        conditions.append(f"tokens @@ %({name}_{place})s::tsquery")
    return f"({' OR '.join(conditions)})"


def variants_of(group: Group) -> Sequence[Variant]:
    """Its variants; a phrase as one that holds all its words."""
    if group.phrase:
        return (Variant(tuple((f"={word}",) for word in group.phrase)),)
    return group.variants


def _tokens(reading: Reading) -> Iterator[str]:
    for clause in reading.clauses:
        for group in clause:
            for variant in variants_of(group):
                for word in variant.words:
                    yield from word
