"""Counts of several queries in PostgreSQL: one statement for all queries with the same words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search.engines.postgresql.connections import Connection
from search.engines.postgresql.scoring import Scoring, Statistics
from search.types import AnalysedQuery, Query

MATCHED = """
WITH matched AS (
    SELECT record, grp, profile, count(DISTINCT unit) AS pages FROM vector
    WHERE {found} AND profile IN (SELECT id FROM profile WHERE source = ANY (%(sources)s))
    GROUP BY record, grp, profile
)
"""
COUNT = "SELECT %(place_{n})s::int, coalesce(sum(pages), 0)::bigint, count(DISTINCT grp) FROM matched WHERE {passing}"
PASSING = "profile IN (SELECT id FROM profile WHERE source = %(source_{n})s{conditions})"
HAS_TERM = """
 AND id IN (SELECT profile FROM term WHERE name = %({name})s AND value = ANY (%({values})s)
            AND first <= %(day_{n})s AND last >= %(day_{n})s)"""


def count_many(connection: Connection, queries: Sequence[Query]) -> list[tuple[int, int]]:
    """Numbers of matching pages and groups of each query."""
    counts = [(0, 0)] * len(queries)
    by_words: dict[AnalysedQuery, list[int]] = {}
    for place, query in enumerate(queries):
        if not query.analysed.empty:
            by_words.setdefault(query.analysed, []).append(place)
    for analysed, places in by_words.items():
        scoring = Scoring(analysed, Statistics.of(connection, analysed))
        if scoring.matching:
            values: dict[str, Any] = {"sources": [queries[place].source for place in places]}
            statement = MATCHED.format(found=scoring.found(values))
            statement += " UNION ALL ".join(_count(place, queries[place], values) for place in places)
            for place, pages, groups in connection.execute(statement, values):
                counts[place] = (pages, groups)
    return counts


def _count(place: int, query: Query, values: dict[str, Any]) -> str:
    """The part of the statement that counts one query; its parameters are added to `values`."""
    values |= {f"place_{place}": place, f"source_{place}": query.source, f"day_{place}": query.on}
    conditions = ""
    for number, (name, wanted) in enumerate(query.filters.items()):
        if wanted:
            names = {"name": f"name_{place}_{number}", "values": f"values_{place}_{number}"}
            values |= {names["name"]: name, names["values"]: sorted(wanted)}
            conditions += HAS_TERM.format(n=place, **names)
    return COUNT.format(n=place, passing=PASSING.format(n=place, conditions=conditions))
