"""Executes one query in SQLite: matching chunks, then pages, then groups, each step a temporary table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from search.engines.sqlite import query_compiler
from search.engines.sqlite.index_files import IndexConnection
from search.engines.sqlite.indexer import POSITION_BITS, RECORD_SHIFT, UNIT_MASK
from search.engines.sqlite.matching import read_transaction, title_clauses
from search.types import GroupHit, PageHit, Query, Result

# How much a word counts in each column: title, heading, stems, parts, exact.
WEIGHTS = (0.1, 2.0, 0.6, 1.0, 4.0)
ALL_WORDS_FIRST = 1_000.0  # ranks chunks with all words before those with some
ALL_WORDS_APART = 500.0  # and then those that hold the parts of a compound apart
WEAK = 0.6  # score factor of chunks matched only by weak expansions
TEXTS_AT_ONCE = 200  # fetched together while a long answer is streamed
BM25 = f"bm25(passages, {', '.join(map(str, WEIGHTS))})"  # better is lower, below zero

PICK = "CREATE TEMP TABLE IF NOT EXISTS pick (record INTEGER PRIMARY KEY, grp INTEGER, ord INTEGER)"
# LIMIT -1 keeps the optimiser from moving bm25() into the grouping, where SQLite cannot compute it.
SCORED = f"""
SELECT rowid AS id, {{factor}} * {BM25} - {{bonus}} AS score FROM passages
WHERE passages MATCH ? AND rowid >> {RECORD_SHIFT} IN (SELECT record FROM pick) LIMIT -1
"""
PAGES = f"""
CREATE TEMP TABLE page AS
SELECT pick.record, hit.id, min(hit.score) AS score, pick.grp, pick.ord
FROM ({{hits}}) AS hit CROSS JOIN pick ON pick.record = hit.id >> {RECORD_SHIFT}
GROUP BY hit.id >> {POSITION_BITS}
"""
TITLED = """
CREATE TEMP TABLE titled AS
SELECT pick.record, found.score, pick.grp, pick.ord
FROM (SELECT rowid AS record, bm25(titles) AS score FROM titles WHERE titles MATCH ? LIMIT -1) AS found
CROSS JOIN pick ON pick.record = found.record
"""
ORDERS = {
    "relevance": "best, newest DESC, grp",
    "newest": "newest DESC, best, grp",
    "oldest": "newest, best, grp",
}


class QueryExecutor:
    """Executes one query over a connection, using temporary tables."""

    def __init__(self, connection: IndexConnection, query: Query, *, facets: bool = False) -> None:
        self.connection = connection
        self.query = query if facets else replace(query, facets=())
        # Facet filters are applied after counting, as each facet is counted without its own filter.
        self.chosen = {name: query.filters[name] for name in self.query.facets if query.filters.get(name)}

    # --- results

    def result(self) -> Result:
        with self._snapshot():
            self._find_pages()
            self._find_titles()
            facets = self._facets()
            self._keep_chosen()
            pages, total = self._totals()
            titled = self._title_only()
            return Result(tuple(self._groups(titled, total)), pages, total, len(titled), facets)

    def has_at_least(self, pages: int) -> bool:
        """Whether at least `pages` pages match; stops there and ranks nothing."""
        analysed = self.query.analysed
        with self._snapshot():
            rows = self.connection.execute(
                f"""SELECT DISTINCT passages.rowid >> {POSITION_BITS} FROM passages
                    CROSS JOIN pick ON pick.record = passages.rowid >> {RECORD_SHIFT} WHERE passages MATCH ? LIMIT ?""",
                (query_compiler.any_word(analysed) if analysed.match_any else self._all_words(), pages),
            )
            return len(rows.fetchall()) >= pages

    def stream(self, start: int, stop: int | None) -> Iterator[PageHit]:
        rows = -1 if stop is None else max(stop - start, 0)
        with self._snapshot():
            self._find_pages()
            yield from self._hits(
                f"""SELECT id, score, grp FROM page JOIN (
                        SELECT grp, min(score) AS best, max(ord) AS newest FROM page GROUP BY grp
                    ) USING (grp) ORDER BY {ORDERS[self.query.sort]}, score, id LIMIT ? OFFSET ?""",
                (rows, start),
            )

    # --- temporary tables

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """A read transaction with the records that pass the filters picked."""
        with read_transaction(self.connection):
            try:
                self._pick()
                yield
            except BaseException:
                self.connection.picked = None
                raise

    def _pick(self) -> None:
        """Fill `pick` with the records that pass the filters; reused until filters, day or index change."""
        filters = {name: wanted for name, wanted in self.query.filters.items() if wanted and name not in self.chosen}
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        wanted_now = (version, self.query.source, self.query.on, frozenset(filters.items()))
        if self.connection.picked == wanted_now:
            return
        self.connection.picked = wanted_now
        self.connection.execute(PICK)
        self.connection.execute("DELETE FROM pick")
        conditions, values = ["source = ?"], [self.query.source]
        for name, wanted in filters.items():
            condition, more = self._having(name, wanted)
            conditions.append(f"id IN ({condition})")
            values += more
        self.connection.execute(
            f"""INSERT INTO pick SELECT id, grp, dense_rank() OVER (ORDER BY ord)
                FROM record WHERE {" AND ".join(conditions)}""",
            values,
        )

    def _having(self, name: str, wanted: frozenset[str]) -> tuple[str, list[str]]:
        """SQL and parameters for the records with one of these values on the query's day."""
        day = self.query.on.isoformat()
        places = ", ".join("?" * len(wanted))
        sql = f"SELECT record FROM term WHERE name = ? AND value IN ({places}) AND first <= ? AND last >= ?"
        return sql, [name, *sorted(wanted), day, day]

    def _find_pages(self) -> None:
        """Fill `page` with the matching pages, each with its best chunk; none without words."""
        self.connection.execute("DROP TABLE IF EXISTS page")
        if self.query.analysed.empty:
            self.connection.execute("CREATE TEMP TABLE page (record, id, score, grp, ord)")
            return
        hits = list(self._scored())
        self.connection.execute(
            PAGES.format(hits=" UNION ALL ".join(f"SELECT * FROM ({sql})" for sql, _match in hits)),
            [expression for _sql, expression in hits],
        )

    def _scored(self) -> Iterator[tuple[str, str]]:
        """SQL that scores chunks, with its MATCH expression; of a chunk scored twice the better score counts."""
        analysed = self.query.analysed
        weak = any(variant.weak for clause in analysed.clauses for group in clause for variant in group.variants)
        if analysed.match_any:
            found = query_compiler.any_word(analysed)
            yield SCORED.format(factor=1, bonus=0), query_compiler.with_boosts(found, analysed)
            yield SCORED.format(factor=1, bonus=ALL_WORDS_FIRST), self._all_words()
            if apart := query_compiler.all_words_apart(analysed):
                yield SCORED.format(factor=1, bonus=ALL_WORDS_APART), apart
            return
        yield SCORED.format(factor=WEAK if weak else 1, bonus=0), self._all_words()
        written = query_compiler.all_words(analysed, self._title_clauses, weak=False) if weak else ""
        if written:
            yield SCORED.format(factor=1, bonus=0), written

    def _all_words(self) -> str:
        return query_compiler.all_words(self.query.analysed, self._title_clauses)

    @cached_property
    def _title_clauses(self) -> frozenset[int]:
        return title_clauses(self.connection, self.query.analysed)

    def _find_titles(self) -> None:
        """Fill `titled` with the records whose title matches all words; every record without words."""
        self.connection.execute("DROP TABLE IF EXISTS titled")
        if self.query.analysed.empty:
            self.connection.execute("CREATE TEMP TABLE titled AS SELECT record, 0 AS score, grp, ord FROM pick")
        else:
            self.connection.execute(TITLED, (query_compiler.title_words(self.query.analysed),))

    def _keep_chosen(self) -> None:
        """Apply the facet filters."""
        for name, wanted in self.chosen.items():
            condition, values = self._having(name, wanted)
            for table in ("page", "titled"):
                self.connection.execute(f"DELETE FROM {table} WHERE record NOT IN ({condition})", values)

    def _totals(self) -> tuple[int, int]:
        """Numbers of matching pages and groups."""
        pages, groups = self.connection.execute("SELECT count(*), count(DISTINCT grp) FROM page").fetchone()
        return pages, groups

    # --- groups

    def _title_only(self) -> dict[int, int]:
        """Groups that match by title alone, the best title first, each with its record."""
        rows = self.connection.execute(
            """SELECT grp, record FROM titled WHERE grp NOT IN (SELECT grp FROM page)
               ORDER BY score, ord DESC, record"""
        )
        found: dict[int, int] = {}
        for group, record in rows:
            found.setdefault(group, record)
        return found

    def _groups(self, titled: Mapping[int, int], total: int) -> Iterator[GroupHit]:
        """The requested slice of groups: those with pages first, then those matched by title alone."""
        first, last = self.query.offset, self.query.offset + self.query.limit
        rows = self.connection.execute(
            f"""SELECT grp, count(*) AS pages, min(score) AS best, max(ord) AS newest
                FROM page GROUP BY grp ORDER BY {ORDERS[self.query.sort]} LIMIT ? OFFSET ?""",
            (self.query.limit, first),
        ).fetchall()
        hits = self._first_hits([row[0] for row in rows])
        for group, pages, *_order in rows:
            best = hits[group][0]
            yield GroupHit(self.query.source, best.group, best.record, pages, tuple(hits[group]))
        for record in list(titled.values())[max(first - total, 0) : max(last - total, 0)]:
            key, name = self.connection.execute(
                "SELECT key, name FROM record JOIN grp ON grp.id = record.grp WHERE record.id = ?", (record,)
            ).fetchone()
            yield GroupHit(self.query.source, name, key, 0, ())

    def _first_hits(self, groups: Sequence[int]) -> dict[int, list[PageHit]]:
        """The best pages of each group."""
        ranked = self.connection.execute(
            f"""SELECT id, score, grp FROM (
                    SELECT id, score, grp, row_number() OVER (PARTITION BY grp ORDER BY score, id) AS place
                    FROM page WHERE grp IN ({", ".join("?" * len(groups))})
                ) WHERE place <= ? ORDER BY score, id""",
            [*groups, max(self.query.hits_per_group, 1)],
        ).fetchall()
        found: dict[int, list[PageHit]] = {}
        for (_id, _score, group), hit in zip(ranked, self._shown(ranked), strict=True):
            found.setdefault(group, []).append(hit)
        return found

    # --- pages

    def _hits(self, ranked: str, values: Sequence[int]) -> Iterator[PageHit]:
        """Page hits in the order of a statement that selects id, score and group."""
        cursor = self.connection.execute(ranked, values)
        while rows := cursor.fetchmany(TEXTS_AT_ONCE):
            yield from self._shown(rows)

    def _shown(self, rows: Sequence[tuple[int, float, int]]) -> Iterator[PageHit]:
        chunks = self._chunks([row[0] for row in rows])
        for rowid, score, _group in rows:
            key, group, position, text, heading, language = chunks[rowid]
            unit = (rowid >> POSITION_BITS) & UNIT_MASK
            yield PageHit(self.query.source, key, group, unit, position, -score, text, heading, language)

    def _chunks(self, ids: Sequence[int]) -> dict[int, tuple[str, str, int, str, str, str]]:
        """Record key, group name, position, text, heading and language by chunk id."""
        places = ", ".join("?" * len(ids))
        rows = self.connection.execute(
            f"""SELECT chunk.id, key, name, position, text, heading, language FROM chunk
                JOIN record ON record.id = chunk.id >> {RECORD_SHIFT} JOIN grp ON grp.id = record.grp
                WHERE chunk.id IN ({places})""",
            ids,
        )
        return {rowid: found for rowid, *found in rows}

    # --- counts

    def _facets(self) -> dict[str, dict[str, int]]:
        """Number of groups per value of each facet, without the facet's own filter; title-only groups included."""
        if not self.query.facets:
            return {}
        self.connection.execute("DROP TABLE IF EXISTS found")
        self.connection.execute(
            "CREATE TEMP TABLE found AS SELECT record, grp FROM page UNION SELECT record, grp FROM titled"
        )
        facets: dict[str, dict[str, int]] = {name: {} for name in self.query.facets}
        free = [name for name in self.query.facets if name not in self.chosen]
        for names, others in [(free, self.chosen), *(([name], self._without(name)) for name in self.chosen)]:
            for name, value, groups in self._values(names, others):
                facets[name][value] = groups
        return facets

    def _without(self, name: str) -> dict[str, frozenset[str]]:
        return {other: wanted for other, wanted in self.chosen.items() if other != name}

    def _values(self, names: Sequence[str], chosen: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str, int]]:
        """Name, value and number of groups, of the found records that pass these filters.

        Told which index to use, since SQLite would rather index the whole table anew for each query.
        """
        day = self.query.on.isoformat()
        conditions, values = [f"name IN ({', '.join('?' * len(names))})", "first <= ?", "last >= ?"], [*names, day, day]
        for name, wanted in chosen.items():
            condition, more = self._having(name, wanted)
            conditions.append(f"record IN ({condition})")
            values += more
        yield from self.connection.execute(
            f"""SELECT name, value, count(DISTINCT grp)
                FROM found CROSS JOIN term INDEXED BY term_by_record USING (record)
                WHERE {" AND ".join(conditions)} GROUP BY name, value""",
            values,
        )
