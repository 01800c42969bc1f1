"""Matching without scores in SQLite: the clauses that titles match, and the counts of several queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import Connection

from search.engines.sqlite import query_compiler
from search.engines.sqlite.indexer import POSITION_BITS, RECORD_SHIFT
from search.types import AnalysedQuery, Query

MATCHED = f"""
CREATE TEMP TABLE matched AS
SELECT found.record, pages, source, grp
FROM (
    SELECT rowid >> {RECORD_SHIFT} AS record, count(DISTINCT rowid >> {POSITION_BITS}) AS pages
    FROM passages WHERE passages MATCH ? GROUP BY 1
) AS found CROSS JOIN record ON record.id = found.record
"""


def title_clauses(connection: Connection, analysed: AnalysedQuery) -> frozenset[int]:
    """Indexes of the clauses that some title matches; the others skip the title column."""
    sql = "SELECT 1 FROM titles WHERE titles MATCH ? LIMIT 1"
    return frozenset(
        place
        for place in range(len(analysed.clauses))
        if connection.execute(sql, (query_compiler.clause_in_title(analysed, place),)).fetchone()
    )


def count_many(connection: Connection, queries: Sequence[Query]) -> list[tuple[int, int]]:
    """Numbers of matching pages and groups of each query; queries with the same words share one full-text scan."""
    counts = [(0, 0)] * len(queries)
    by_words: dict[AnalysedQuery, list[int]] = {}
    for place, query in enumerate(queries):
        if not query.analysed.empty:
            by_words.setdefault(query.analysed, []).append(place)
    with read_transaction(connection):
        for analysed, places in by_words.items():
            connection.execute("DROP TABLE IF EXISTS matched")
            connection.execute(MATCHED, (_expression(connection, analysed),))
            for place in places:
                counts[place] = _count_matched(connection, queries[place])
    return counts


@contextmanager
def read_transaction(connection: Connection) -> Iterator[None]:
    """One state of the index for all statements within."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


def _expression(connection: Connection, analysed: AnalysedQuery) -> str:
    if analysed.match_any:
        return query_compiler.any_word(analysed)
    return query_compiler.all_words(analysed, title_clauses(connection, analysed))


def _count_matched(connection: Connection, query: Query) -> tuple[int, int]:
    day = query.on.isoformat()
    conditions, values = ["source = ?"], [query.source]
    for name, wanted in query.filters.items():
        if wanted:
            conditions.append(
                f"""EXISTS (SELECT 1 FROM term WHERE term.record = matched.record AND name = ?
                    AND value IN ({", ".join("?" * len(wanted))}) AND first <= ? AND last >= ?)"""
            )
            values += [name, *sorted(wanted), day, day]
    pages, groups = connection.execute(
        f"SELECT coalesce(sum(pages), 0), count(DISTINCT grp) FROM matched WHERE {' AND '.join(conditions)}",
        values,
    ).fetchone()
    return pages, groups
