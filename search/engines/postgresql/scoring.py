"""The score of a chunk as an SQL expression over its tsvector: BM25 over clauses.

`ts_rank` counts a clause's tokens in a chunk, weighted by where they stand and with less for each repetition; what
it lacks, how rare the words are and how long the chunk is, is put around it here.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.engines.postgresql.connections import Connection
from search.engines.postgresql.query_compiler import (
    all_words,
    all_words_apart,
    either,
    in_clause,
    matching,
    token_query,
    variant_query,
)
from search.engines.postgresql.schema import LONGEST, TITLE
from search.types import AnalysedQuery, QueryTerm, TermVariant

# Weights of stems, parts, heading and exact forms (labels D to A); 1 at most.
WEIGHTS = "{0.15, 0.25, 0.6, 1.0}"
SCALE = 4 * math.pi**2 / 6  # the highest weight before saturation, times the divisor of ts_rank
SATURATION, LENGTH = 1.2, 0.5  # BM25's k1 and b
ALL_WORDS_FIRST = 1_000.0  # ranks chunks with all words before those with some
ALL_WORDS_APART = 500.0  # and then those that hold the parts of a compound apart
WEAK = 0.6  # score factor of chunks matched only by weak expansions
RANKED = 2_000  # chunks scored in full; of a larger result, those with the rarest words
ENOUGH = 200  # at least so many are scored in full

STATISTICS = """
SELECT token, chunks FROM word WHERE token = ANY (%(tokens)s)
UNION ALL
SELECT beginning || '*', sum(chunks) FROM unnest(%(beginnings)s::text[]) AS beginning
JOIN word ON token >= beginning AND token < beginning || chr(1114111) GROUP BY beginning
UNION ALL
SELECT ' ' || name, value FROM meta
"""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Document frequency of each token of a query, and the number of chunks."""

    counts: Mapping[str, int]

    @classmethod
    def of(cls, connection: Connection, analysed: AnalysedQuery) -> Statistics:
        tokens = {before + token for token in _tokens(analysed) for before in ("", TITLE)}
        values = {
            "tokens": [token[:LONGEST] for token in tokens if not token.endswith("*")],
            "beginnings": [token[:-1][:LONGEST] for token in tokens if token.endswith("*")],
        }
        return cls({token: int(count) for token, count in connection.execute(STATISTICS, values)})

    @property
    def average(self) -> float:
        """Average number of tokens of a chunk."""
        return max(self.counts[" tokens"] / max(self.counts[" chunks"], 1), 1.0)

    def count(self, token: str) -> int:
        return self.counts.get(token[:-1][:LONGEST] + "*" if token.endswith("*") else token[:LONGEST], 0)

    def idf(self, count: int) -> float:
        """The inverse document frequency of BM25 for this document frequency."""
        chunks = self.counts[" chunks"]
        return max(math.log((chunks - count + 0.5) / (count + 0.5)), 1e-6) if count < chunks else 1e-6

    def found_by(self, variant: TermVariant, before: str = "") -> int:
        """Upper estimate of the chunks that a variant matches."""
        return min(sum(self.count(before + token) for token in word) for word in variant.words)

    def title_clauses(self, analysed: AnalysedQuery) -> frozenset[int]:
        """Indexes of the clauses that some title may match."""
        return frozenset(
            place
            for place, clause in enumerate(analysed.clauses)
            if any(self.found_by(variant, TITLE) for group in clause for variant in variants_of(group))
        )


class Scoring:
    """The chunks that match an analysed query, with their scores, as SQL."""

    def __init__(self, analysed: AnalysedQuery, statistics: Statistics) -> None:
        self.analysed = analysed
        self.statistics = statistics
        self.title_clauses: Collection[int] = statistics.title_clauses(analysed)
        self.matching = matching(analysed, self.title_clauses)

    def hits(self, columns: str, values: Values) -> str:
        """SQL for `columns` and `score` of every matching chunk; its parameters are added to `values`.

        A chunk may occur twice; its higher score counts.
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
        """The condition of a match. One index scan per word is faster than one for the whole expression."""
        analysed = self.analysed
        if analysed.match_any and not analysed.excluded:
            variants = [
                variant_query(v) for clause in analysed.clauses for g in clause if not g.phrase for v in g.variants
            ]
            phrases = [in_clause((g,)) for clause in analysed.clauses for g in clause if g.phrase]
            return _any_of("matching", [*variants, *phrases], values)
        return _any_of("matching", [self.matching], values)

    def _found_by(self, rare: Sequence[str], values: Values) -> str:
        found = _any_of("rare", rare, values)
        analysed = self.analysed
        return found if analysed.match_any and not analysed.excluded else f"({found}) AND {self.found(values)}"

    def _rare(self) -> list[str]:
        """Expressions for the chunks to score in full; empty when all of them can be."""
        clauses = [
            [(self.statistics.found_by(variant), variant) for group in clause for variant in variants_of(group)]
            for clause in self.analysed.clauses
        ]
        sizes = [sum(count for count, _variant in clause) for clause in clauses]
        if (sum(sizes) if self.analysed.match_any else min(sizes)) <= RANKED:
            return []
        taken, chosen = 0, []
        for count, variant in sorted((each for clause in clauses for each in clause), key=lambda each: each[0]):
            if count and taken >= ENOUGH and taken + count > RANKED:
                break
            taken += count
            chosen.append(variant_query(variant))
        complete = all_words(self.analysed, self.title_clauses) if self.analysed.match_any else ""
        return [*chosen, complete] if complete else chosen

    def _score(self, values: Values) -> str:
        values["weights"], values["average"] = WEIGHTS, self.statistics.average
        clauses = " + ".join(self._clause(place, values) for place in range(len(self.analysed.clauses)))
        return f"({clauses}) * {self._weak(values)} + {self._complete(values)}"

    def _clause(self, place: int, values: Values) -> str:
        """BM25 of a clause: its IDF times n / (n + k), where k grows with the length."""
        scored = {token for group in self.analysed.clauses[place] for token in scored_tokens(group)}
        tokens = {token: count for token in sorted(scored) if (count := self.statistics.count(token))}
        if not tokens:
            return "0"
        name = f"clause_{place}"
        values[name] = either(token_query(token) for token in tokens)
        idf = max(self.statistics.idf(count) for count in tokens.values())
        amount = f"{SCALE * len(tokens)} * ts_rank(%(weights)s::real[], tokens, %({name})s::tsquery)"
        k = f"({SATURATION * (1 - LENGTH)} + {SATURATION * LENGTH} * length / %(average)s::real)"
        return f"{idf:.4f} * (1 - {k} / ({amount} + {k}))"

    def _weak(self, values: Values) -> str:
        """The factor for chunks matched only by weak variants."""
        analysed = self.analysed
        weak = any(variant.weak for clause in analysed.clauses for group in clause for variant in group.variants)
        if analysed.match_any or not weak:
            return "1"
        values["written"] = all_words(analysed, self.title_clauses, weak=False)
        if not values["written"]:
            return str(WEAK)
        return f"CASE WHEN tokens @@ %(written)s::tsquery THEN 1 ELSE {WEAK} END"

    def _complete(self, values: Values) -> str:
        values["complete"] = all_words(self.analysed, self.title_clauses) if self.analysed.match_any else ""
        if not values["complete"]:
            return "0"
        values["apart"] = all_words_apart(self.analysed)
        apart = f"WHEN tokens @@ %(apart)s::tsquery THEN {ALL_WORDS_APART}" if values["apart"] else ""
        return f"CASE WHEN tokens @@ %(complete)s::tsquery THEN {ALL_WORDS_FIRST} {apart} ELSE 0 END"


def _any_of(name: str, expressions: Sequence[str], values: Values) -> str:
    """The condition that any of the expressions holds."""
    conditions = []
    for place, expression in enumerate(dict.fromkeys(expressions)):
        values[f"{name}_{place}"] = expression
        conditions.append(f"tokens @@ %({name}_{place})s::tsquery")
    return f"({' OR '.join(conditions)})"


def variants_of(group: QueryTerm) -> Sequence[TermVariant]:
    """Its variants; a phrase as one that holds all its words."""
    if group.phrase:
        return (TermVariant(tuple((f"={word}",) for word in group.phrase)),)
    return group.variants


def scored_tokens(group: QueryTerm) -> Iterator[str]:
    """The tokens of all variants, and the boosts."""
    for variant in variants_of(group):
        for word in variant.words:
            yield from word
    yield from group.boost_tokens


def _tokens(analysed: AnalysedQuery) -> Iterator[str]:
    return (token for clause in analysed.clauses for group in clause for token in scored_tokens(group))
