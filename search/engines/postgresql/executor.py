"""Executes one query in PostgreSQL: one statement that matches, counts and lists, and one for the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from search.engines.postgresql.connections import Connection
from search.engines.postgresql.query_compiler import title_words
from search.engines.postgresql.scoring import Scoring, Statistics
from search.types import GroupHit, PageHit, Query, Result

AT_ONCE = 200  # pages fetched together while a long answer is streamed
# The rank of a page packs its best score, in millionths, and the first position with it into one number.
BITS = 20
RANK = f"max((score * 1000000)::bigint << {BITS} | ({(1 << BITS) - 1} - least(position, {(1 << BITS) - 1})))"
SCORE = f"(rank >> {BITS})"
ORDERS = {
    "relevance": "best DESC, newest DESC, grp",
    "newest": "newest DESC, best DESC, grp",
    "oldest": "newest, best DESC, grp",
}
PAGES = f"""
passing AS MATERIALIZED ({{passing}}),
hit AS ({{hits}}),
page AS MATERIALIZED (
    SELECT hit.record, unit, max(hit.grp) AS grp, max(profile) AS profile, max(ord) AS ord, {RANK} AS rank
    FROM hit JOIN passing USING (profile) GROUP BY hit.record, unit
),
kept AS NOT MATERIALIZED ({{kept}}),
grouped AS MATERIALIZED (
    SELECT grp, count(*) AS pages, max{SCORE} AS best, max(ord) AS newest FROM kept GROUP BY grp
),
totals AS MATERIALIZED (SELECT coalesce(sum(pages), 0)::bigint AS pages, count(*) AS groups FROM grouped)
"""
TITLES = """
titled AS MATERIALIZED (
    SELECT record.id AS record, record.grp, profile, ord, {title_score} AS score
    FROM record JOIN passing USING (profile) WHERE {titles}
),
beside AS MATERIALIZED (
    SELECT DISTINCT ON (grp) grp, record, score, ord FROM titled JOIN passing USING (profile)
    WHERE ({chosen}) AND grp NOT IN (SELECT grp FROM grouped) ORDER BY grp, score DESC, ord DESC, record
)
"""
RESULT = f"""
WITH {PAGES}, {TITLES},
listed AS MATERIALIZED (
    SELECT best.*, row_number() OVER (ORDER BY {{order}}) AS place
    FROM (SELECT * FROM grouped ORDER BY {{order}} LIMIT %(limit)s OFFSET %(offset)s) AS best
),
shown AS (
    SELECT * FROM (
        SELECT kept.*, row_number() OVER (PARTITION BY grp ORDER BY {SCORE} DESC, record, unit) AS within
        FROM kept WHERE grp = ANY (ARRAY(SELECT grp FROM listed))
    ) AS ranked WHERE within <= %(hits)s
),
found AS (SELECT record, grp, profile FROM page UNION SELECT record, grp, profile FROM titled)
SELECT totals.pages, totals.groups, (SELECT count(*) FROM beside),
    (SELECT json_agg(json_build_array(name, listed.pages, record, unit, rank) ORDER BY place, within)
     FROM listed JOIN shown USING (grp) JOIN grp ON grp.id = grp),
    (SELECT json_agg(json_build_array(name, key)) FROM (
        SELECT name, key FROM beside JOIN grp ON grp.id = beside.grp JOIN record ON record.id = beside.record
        ORDER BY beside.score DESC, beside.ord DESC, name
        OFFSET greatest(%(offset)s - totals.groups, 0)
        LIMIT greatest(%(offset)s + %(limit)s - greatest(totals.groups, %(offset)s), 0)
    ) AS titles),
    ({{facets}})
FROM totals
"""
VALUES_OF = """
SELECT name, value, count(DISTINCT grp) FROM found JOIN passing USING (profile) JOIN term USING (profile)
WHERE name = ANY (%({names})s) AND first <= %(day)s AND last >= %(day)s AND {others} GROUP BY name, value
"""
STREAM = f"""
WITH {PAGES} SELECT name, pages, record, unit, rank FROM kept JOIN grouped USING (grp) JOIN grp ON grp.id = grp
ORDER BY {{order}}, {SCORE} DESC, record, unit OFFSET %(start)s LIMIT %(rows)s
"""
HAS_AT_LEAST = """
WITH passing AS MATERIALIZED ({passing})
SELECT DISTINCT record, unit FROM vector JOIN passing USING (profile)
WHERE {found} LIMIT %(enough)s
"""
TEXTS = """
SELECT record, position, key, heading, text, language
FROM chunk JOIN unnest(%s::int[], %s::int[]) AS wanted (record, position) USING (record, position)
JOIN record ON record.id = chunk.record
"""


class QueryExecutor:
    """Executes one query in a read transaction."""

    def __init__(self, connection: Connection, query: Query, *, facets: bool = False) -> None:
        self.connection = connection
        self.query = query if facets else replace(query, facets=())
        # Facet filters are applied after counting, as each facet is counted without its own filter.
        self.chosen = [name for name in self.query.facets if query.filters.get(name)]
        self.scoring = Scoring(query.analysed, Statistics.of(connection, query.analysed))
        self.values: dict[str, Any] = {"day": query.on, "source": query.source}

    # --- results

    def result(self) -> Result:
        query = self.query
        self.values |= {"limit": query.limit, "offset": query.offset, "hits": max(query.hits_per_group, 1)}
        row = self.connection.execute(
            RESULT.format(facets=self._facets(), **self._pages(), **self._titles()), self.values
        ).fetchone()
        assert row is not None
        pages, total, beside, shown, titles, counted = row
        groups = [
            *self._groups(shown or []),
            *(GroupHit(query.source, group, record, 0, ()) for group, record in titles or []),
        ]
        facets: dict[str, dict[str, int]] = {name: {} for name in query.facets}
        for name, value, count in counted or []:
            facets[name][value] = count
        return Result(tuple(groups), pages, total, beside, facets)

    def has_at_least(self, pages: int) -> bool:
        if not self.scoring.matching:
            return False
        self.values["enough"] = pages
        found = self.scoring.found(self.values)
        rows = self.connection.execute(HAS_AT_LEAST.format(passing=self._passing(), found=found), self.values)
        return len(rows.fetchall()) >= pages

    def stream(self, start: int, stop: int | None) -> Iterator[PageHit]:
        """Stream the pages of a slice with a server-side cursor."""
        statement = STREAM.format(**self._pages())
        self.values |= {"start": start, "rows": None if stop is None else max(stop - start, 0)}
        with self.connection.cursor(name="pages") as cursor:
            cursor.execute(statement, self.values)
            while rows := cursor.fetchmany(AT_ONCE):
                yield from self._hits(rows)

    # --- SQL fragments

    def _pages(self) -> dict[str, str]:
        columns = "record, position, unit, grp, profile, ord"
        return {
            "passing": self._passing(),
            "hits": self.scoring.hits(columns, self.values),
            "kept": self._kept(),
            "order": ORDERS[self.query.sort],
        }

    def _titles(self) -> dict[str, str]:
        """The fragments that match titles; every record without words."""
        chosen = self._has(self.chosen)
        if self.query.analysed.empty:
            return {"title_score": "0", "titles": "true", "chosen": chosen}
        words = title_words(self.query.analysed)
        if not words:
            return {"title_score": "0", "titles": "false", "chosen": chosen}
        self.values["titles"] = words
        return {
            "title_score": "ts_rank(record.tokens, %(titles)s::tsquery, 1)",
            "titles": "record.tokens @@ %(titles)s::tsquery",
            "chosen": chosen,
        }

    def _passing(self) -> str:
        """The profiles that pass the fixed filters on the query's day, with a column for each facet filter."""
        filters = {name: wanted for name, wanted in self.query.filters.items() if wanted}
        fixed = [self._having(name, wanted) for name, wanted in filters.items() if name not in self.chosen]
        chosen = [f", {self._having(name, filters[name])} AS chosen_{self.chosen.index(name)}" for name in self.chosen]
        conditions = " AND ".join(["source = %(source)s", *fixed])
        return f"SELECT id AS profile{''.join(chosen)} FROM profile WHERE {conditions}"

    def _having(self, name: str, wanted: frozenset[str]) -> str:
        place = sum(key.startswith("filter_") for key in self.values)
        self.values |= {f"filter_{place}": name, f"wanted_{place}": sorted(wanted)}
        return f"""id IN (SELECT profile FROM term WHERE name = %(filter_{place})s
            AND value = ANY (%(wanted_{place})s) AND first <= %(day)s AND last >= %(day)s)"""

    def _kept(self) -> str:
        """The pages that pass the facet filters too."""
        if not self.chosen:
            return "SELECT * FROM page"
        return f"SELECT page.* FROM page JOIN passing USING (profile) WHERE {self._has(self.chosen)}"

    def _has(self, names: Sequence[str]) -> str:
        return " AND ".join([f"chosen_{self.chosen.index(name)}" for name in names]) or "true"

    def _facets(self) -> str:
        """Number of groups per value of each facet, without the facet's own filter; title-only groups included."""
        if not self.query.facets:
            return "NULL"
        self.values["free"] = [name for name in self.query.facets if name not in self.chosen]
        counts = [VALUES_OF.format(names="free", others=self._has(self.chosen))]
        for place, name in enumerate(self.chosen):
            self.values[f"own_{place}"] = [name]
            others = [other for other in self.chosen if other != name]
            counts.append(VALUES_OF.format(names=f"own_{place}", others=self._has(others)))
        union = " UNION ALL ".join(counts)
        return f"SELECT json_agg(json_build_array(name, value, count)) FROM ({union}) AS counted"

    # --- response parsing

    def _groups(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[GroupHit]:
        pages: dict[str, int] = {}
        hits: dict[str, list[PageHit]] = {}
        for row, hit in zip(rows, self._hits(rows), strict=True):
            pages[hit.group] = row[1]
            hits.setdefault(hit.group, []).append(hit)
        for group, found in hits.items():
            yield GroupHit(self.query.source, group, found[0].record, pages[group], tuple(found))

    def _hits(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[PageHit]:
        """Page hits with their texts, of rows with group, pages, record, unit and rank."""
        places = [(row[2], (1 << BITS) - 1 - (row[4] & ((1 << BITS) - 1))) for row in rows]
        values = [[place[column] for place in places] for column in (0, 1)]
        found = {(record, position): texts for record, position, *texts in self.connection.execute(TEXTS, values)}
        for (group, _pages, _record, unit, rank), place in zip(rows, places, strict=True):
            key, heading, text, language = found[place]
            score = (rank >> BITS) / 1_000_000
            yield PageHit(self.query.source, key, group, unit, place[1], score, text, heading, language)
