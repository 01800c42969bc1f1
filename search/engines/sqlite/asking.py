"""One query against one index: matching pieces, then pages, then groups, each step a small table in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from search.engines.sqlite import match
from search.engines.sqlite.files import IndexConnection
from search.engines.sqlite.writing import POSITION_BITS, RECORD_SHIFT, UNIT_MASK
from search.types import GroupHit, PageHit, Query, Result

# How much a word counts in each column: title, heading, stems, parts, exact.
WEIGHTS = (0.3, 2.2, 0.6, 2.0, 3.0)
ALL_WORDS_FIRST = 1_000.0  # puts pieces with all words before any with only some
WEAK = 0.6  # of its score, for a piece found only by expansions that rank below the word itself
TEXTS_AT_ONCE = 200  # fetched together while a long answer is streamed
BM25 = f"bm25(passages, {', '.join(map(str, WEIGHTS))})"  # better is lower, below zero

PICK = """
CREATE TEMP TABLE IF NOT EXISTS pick (record INTEGER PRIMARY KEY, grp TEXT, ord TEXT)
"""
PAGES = f"""
CREATE TEMP TABLE page AS
SELECT id >> {RECORD_SHIFT} AS record, (id >> {POSITION_BITS}) & {UNIT_MASK} AS unit, min(score) AS score, id
FROM hit GROUP BY id >> {POSITION_BITS}
"""
ORDERS = {
    "relevance": "best, newest DESC, grp",
    "newest": "newest DESC, best, grp",
    "oldest": "newest, best, grp",
}


class Asking:
    """Asks one query over a connection whose temporary tables it may use."""

    def __init__(self, connection: IndexConnection, query: Query) -> None:
        self.connection = connection
        self.query = query

    # --- answers

    def result(self) -> Result:
        with self._snapshot():
            self._find_pages()
            pages, total = self._totals()
            titled = self._title_only()
            groups = tuple(self._groups(titled, total))
            return Result(groups, pages, total, len(titled), self._facets())

    def count(self) -> tuple[int, int]:
        with self._snapshot():
            self._find_pages()
            return self._totals()

    def reaches(self, pages: int) -> bool:
        """Stops at the page that is enough, and ranks nothing."""
        reading = self.query.reading
        with self._snapshot():
            rows = self.connection.execute(
                f"""SELECT DISTINCT passages.rowid >> {POSITION_BITS} FROM passages
                    CROSS JOIN pick ON pick.record = passages.rowid >> {RECORD_SHIFT} WHERE passages MATCH ? LIMIT ?""",
                (match.any_word(reading) if reading.loose else self._all_words(), pages),
            )
            return len(rows.fetchall()) >= pages

    def stream(self) -> Iterator[PageHit]:
        with self._snapshot():
            self._find_pages()
            yield from self._hits(
                f"""SELECT page.id, page.score, g.grp AS grp FROM page JOIN pick USING (record) JOIN (
                        SELECT grp, min(score) AS best, max(ord) AS newest
                        FROM page JOIN pick USING (record) GROUP BY grp
                    ) AS g ON g.grp = pick.grp ORDER BY {ORDERS[self.query.sort]}, page.score, page.id"""
            )

    # --- steps

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """One state of the index for all statements of a query, whatever is written meanwhile."""
        self.connection.execute("BEGIN")
        try:
            self._pick(self.query.filters)
            yield
        except BaseException:
            self.connection.picked = None
            raise
        finally:
            if self.connection.in_transaction:
                self.connection.execute("COMMIT")

    def _pick(self, filters: Mapping[str, frozenset[str]]) -> None:
        """The records that all filters leave, on the query's day; kept until the filters or the index change."""
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        wanted_now = (version, self.query.source, self.query.on, frozenset(filters.items()))
        if self.connection.picked == wanted_now:
            return
        self.connection.picked = wanted_now
        self.connection.execute(PICK)
        self.connection.execute("DELETE FROM pick")
        conditions, values = ["source = ?"], [self.query.source]
        day = self.query.on.isoformat()
        for name, wanted in filters.items():
            if not wanted:
                continue
            places = ", ".join("?" * len(wanted))
            conditions.append(
                f"id IN (SELECT record FROM term WHERE name = ? AND value IN ({places}) AND first <= ? AND last >= ?)"
            )
            values += [name, *sorted(wanted), day, day]
        self.connection.execute(
            f"INSERT INTO pick SELECT id, grp, ord FROM record WHERE {' AND '.join(conditions)}", values
        )

    def _find_pages(self) -> None:
        """All matching pieces of the whole index with their scores, and from them the pages of the picked records."""
        run = self.connection.execute
        run("DROP TABLE IF EXISTS page")
        run("DROP TABLE IF EXISTS hit")
        run("CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY, score REAL NOT NULL)")
        reading = self.query.reading
        if reading.loose:
            self._add(match.any_word(reading), 0.0)
            self._add(self._all_words(), -ALL_WORDS_FIRST)
        else:
            self._add(self._all_words(), 0.0)
            if any(v.weak for clause in reading.clauses for group in clause for v in group.variants):
                self._rank_weak_below()
        run(PAGES)
        run("CREATE TEMP TABLE IF NOT EXISTS everywhere (record INTEGER PRIMARY KEY)")
        run("DELETE FROM everywhere")
        run("INSERT INTO everywhere SELECT DISTINCT record FROM page")
        run("DELETE FROM page WHERE record NOT IN (SELECT record FROM pick)")

    def _add(self, expression: str, bonus: float) -> None:
        if expression:
            self.connection.execute(
                f"REPLACE INTO hit SELECT rowid, {BM25} + ? FROM passages WHERE passages MATCH ?", (bonus, expression)
            )

    def _rank_weak_below(self) -> None:
        """Scores come from what the reader wrote; what only a weak expansion found keeps a part of its score."""
        self.connection.execute("UPDATE hit SET score = score * ?", (WEAK,))
        self._add(match.all_words(self.query.reading, self._helped, weak=False), 0.0)

    def _all_words(self) -> str:
        return match.all_words(self.query.reading, self._helped)

    @cached_property
    def _helped(self) -> frozenset[int]:
        """The places of the clauses that some title holds; the others need no look at titles."""
        reading = self.query.reading
        sql = "SELECT 1 FROM titles WHERE titles MATCH ? LIMIT 1"
        return frozenset(
            place
            for place in range(len(reading.clauses))
            if self.connection.execute(sql, (match.clause_in_title(reading, place),)).fetchone()
        )

    def _totals(self) -> tuple[int, int]:
        """Pages and groups that match, of the picked records."""
        sql = "SELECT count(*), count(DISTINCT grp) FROM page JOIN pick USING (record)"
        pages, groups = self.connection.execute(sql).fetchone()
        return pages, groups

    def _title_only(self) -> dict[str, int]:
        """Picked groups that match by title alone, the best title first, each with its record."""
        run = self.connection.execute
        run("CREATE TEMP TABLE IF NOT EXISTS titled (record INTEGER PRIMARY KEY, score REAL)")
        run("DELETE FROM titled")
        run(
            "INSERT INTO titled SELECT rowid, bm25(titles) FROM titles WHERE titles MATCH ?",
            (match.title_words(self.query.reading),),
        )
        rows = run(
            """SELECT pick.grp, record FROM titled JOIN pick USING (record)
               WHERE pick.grp NOT IN (SELECT pick.grp FROM page JOIN pick USING (record))
               ORDER BY score, pick.ord DESC, record"""
        )
        found: dict[str, int] = {}
        for group, record in rows:
            found.setdefault(group, record)
        return found

    def _groups(self, titled: Mapping[str, int], total: int) -> Iterator[GroupHit]:
        """The wanted stretch of groups: those with pages first, then those matched by title alone."""
        first, last = self.query.offset, self.query.offset + self.query.limit
        rows = self.connection.execute(
            f"""SELECT grp, count(*) AS pages, min(score) AS best, max(ord) AS newest, record
                FROM page JOIN pick USING (record) GROUP BY grp ORDER BY {ORDERS[self.query.sort]} LIMIT ? OFFSET ?""",
            (self.query.limit, first),
        ).fetchall()
        hits = self._first_hits([row[0] for row in rows])
        keys = self._keys([row[4] for row in rows] + list(titled.values()))
        for group, pages, _best, _newest, record in rows:
            yield GroupHit(self.query.source, group, keys[record], pages, tuple(hits[group]))
        for group in list(titled)[max(first - total, 0) : max(last - total, 0)]:
            yield GroupHit(self.query.source, group, keys[titled[group]], 0, ())

    def _first_hits(self, groups: list[str]) -> dict[str, list[PageHit]]:
        """The best pages of each group, a few of each."""
        found: dict[str, list[PageHit]] = {group: [] for group in groups}
        ranked = f"""SELECT id, score, grp FROM (
            SELECT page.id, page.score, pick.grp, row_number() OVER (
                PARTITION BY pick.grp ORDER BY page.score, page.id) AS place
            FROM page JOIN pick USING (record) WHERE pick.grp IN ({", ".join("?" * len(groups))}))
            WHERE place <= ? ORDER BY score, id"""
        for hit in self._hits(ranked, [*groups, self.query.hits_per_group]):
            found[hit.group].append(hit)
        return found

    def _hits(self, ranked: str, values: Sequence[Any] = ()) -> Iterator[PageHit]:
        """Pages with their best piece, in the order of a statement that gives id, score and group."""
        cursor = self.connection.execute(ranked, values)
        while rows := cursor.fetchmany(TEXTS_AT_ONCE):
            pieces = self._pieces([row[0] for row in rows])
            for rowid, score, group in rows:
                key, position, text, heading = pieces[rowid]
                unit = (rowid >> POSITION_BITS) & UNIT_MASK
                yield PageHit(self.query.source, key, group, unit, position, -score, text, heading)

    def _pieces(self, ids: Sequence[int]) -> dict[int, tuple[str, int, str, str]]:
        """Record's key, position, text and heading."""
        places = ", ".join("?" * len(ids))
        rows = self.connection.execute(
            f"""SELECT piece.id, key, position, text, heading FROM piece
                JOIN record ON record.id = piece.id >> {RECORD_SHIFT} WHERE piece.id IN ({places})""",
            ids,
        )
        return {rowid: (key, position, text, heading) for rowid, key, position, text, heading in rows}

    def _keys(self, records: Sequence[int]) -> dict[int, str]:
        places = ", ".join("?" * len(records))
        return dict(self.connection.execute(f"SELECT id, key FROM record WHERE id IN ({places})", records).fetchall())

    # --- counts

    def _facets(self) -> dict[str, dict[str, int]]:
        """Groups for each value of each facet, counted without the facet's own filter."""
        filters = self.query.filters
        free = [name for name in self.query.facets if not filters.get(name)]
        facets: dict[str, dict[str, int]] = {name: {} for name in self.query.facets}
        self._count_values(free, facets)
        for name in self.query.facets:
            if filters.get(name):
                self._pick({other: wanted for other, wanted in filters.items() if other != name})
                self._count_values([name], facets)
        return facets

    def _count_values(self, names: Sequence[str], facets: dict[str, dict[str, int]]) -> None:
        day = self.query.on.isoformat()
        sql = f"""SELECT name, value, count(DISTINCT grp) FROM pick JOIN term USING (record)
                  WHERE name IN ({", ".join("?" * len(names))}) AND first <= ? AND last >= ?
                  AND (record IN (SELECT record FROM everywhere) OR record IN (SELECT record FROM titled))
                  GROUP BY name, value"""
        for name, value, groups in self.connection.execute(sql, (*names, day, day)):
            facets[name][value] = groups
