"""Adds records to an index version and removes them. The search path of the connection selects the version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from content.visibility import EVERYBODY
from search.engines.postgresql.connections import Connection
from search.engines.postgresql.schema import length_of, title_vector, vector_of
from search.tokens import all_tokens, chunk_fields
from search.types import Chunk, Record, Term

Key = tuple[str, str]  # source and key of a record

FOUND = "SELECT id FROM record JOIN unnest(%s::text[], %s::text[]) AS gone (source, key) USING (source, key)"
# Counted from the vectors, so that the counts cannot drift from them: `chunks` in all of them, for scores, and `texts`
# in those of public records, for the vocabulary.
PUBLIC = f"SELECT profile FROM term WHERE name = 'audience' AND value = '{EVERYBODY}'"
IN_PUBLIC_TEXT = f"count(*) FILTER (WHERE 'A' = ANY (weights) AND profile IN ({PUBLIC}))"
COUNT_WORDS = f"""
INSERT INTO word AS old (token, chunks, texts)
SELECT lexeme, %(sign)s * count(*), %(sign)s * {IN_PUBLIC_TEXT}
FROM vector CROSS JOIN unnest(tokens) WHERE record = ANY (%(records)s) GROUP BY lexeme ORDER BY lexeme
ON CONFLICT (token) DO UPDATE SET chunks = old.chunks + excluded.chunks, texts = old.texts + excluded.texts
"""
DELETE_UNUSED_WORDS = """
DELETE FROM word WHERE chunks <= 0
AND token IN (SELECT lexeme FROM vector CROSS JOIN unnest(tokens) WHERE record = ANY (%s))
"""
COUNT_ALL_WORDS = f"""
TRUNCATE word;
INSERT INTO word SELECT lexeme, count(*), {IN_PUBLIC_TEXT}
FROM vector CROSS JOIN unnest(tokens) GROUP BY lexeme;
UPDATE meta SET value = (SELECT count(*) FROM vector) WHERE name = 'chunks';
UPDATE meta SET value = (SELECT coalesce(sum(length), 0) FROM vector) WHERE name = 'tokens';
UPDATE meta SET value = value + 1 WHERE name = 'writes';
"""
COUNT_CHUNKS = """
UPDATE meta SET value = value + %(sign)s * CASE name
    WHEN 'chunks' THEN (SELECT count(*) FROM vector WHERE record = ANY (%(records)s))
    WHEN 'tokens' THEN (SELECT coalesce(sum(length), 0)::bigint FROM vector WHERE record = ANY (%(records)s))
    ELSE %(sign)s END
"""


def add(connection: Connection, records: Sequence[Record]) -> list[int]:
    """Insert new records; returns their ids. Word counts are not updated."""
    numbers = [row[0] for row in connection.execute(
        "SELECT nextval('record_id') FROM generate_series(1, %s)", (len(records),)
    )]  # fmt: skip
    groups = _groups(connection, {(record.source, record.group) for record in records})
    profiles = _profiles(connection, records)
    known = [
        (number, record, groups[record.source, record.group], profiles[_profile_digest(record)])
        for number, record in zip(numbers, records, strict=True)
    ]
    rows = [
        (number, record.source, record.key, group, profile, record.order, _storable(record.title),
         title_vector(all_tokens(record.title)))
        for number, record, group, profile in known
    ]  # fmt: skip
    _copy(connection, "record", rows)
    _copy(connection, "chunk", (
        (number, chunk.position, chunk.unit, _storable(chunk.heading), _storable(chunk.text), chunk.language)
        for number, record, _group, _profile in known for chunk in record.chunks
    ))  # fmt: skip
    _copy(connection, "vector", (
        (number, chunk.position, chunk.unit, group, profile, length_of(columns), record.order, vector_of(columns))
        for number, record, group, profile in known for chunk in record.chunks
        for columns in [chunk_fields(chunk, record.title)]
    ))  # fmt: skip
    return numbers


def numbers_of(connection: Connection, keys: Iterable[Key]) -> list[int]:
    """The ids of the stored records among these keys."""
    rows = sorted(keys)
    sources, names = [source for source, _key in rows], [key for _source, key in rows]
    return [row[0] for row in connection.execute(FOUND, (sources, names))]


def drop(connection: Connection, records: Sequence[int]) -> None:
    """Delete these records, and groups and profiles without a record."""
    for table in ("vector", "chunk"):
        connection.execute(f"DELETE FROM {table} WHERE record = ANY (%s)", (records,))
    gone = connection.execute("DELETE FROM record WHERE id = ANY (%s) RETURNING grp, profile", (records,)).fetchall()
    for table, column, place in (("grp", "grp", 0), ("profile", "profile", 1)):
        connection.execute(
            f"""DELETE FROM {table} WHERE id = ANY (%s)
                AND NOT EXISTS (SELECT FROM record WHERE record.{column} = {table}.id)""",
            (list({row[place] for row in gone}),),
        )
    connection.execute(
        """DELETE FROM term WHERE profile = ANY (%s)
           AND NOT EXISTS (SELECT FROM profile WHERE profile.id = term.profile)""",
        (list({row[1] for row in gone}),),
    )


def replace(connection: Connection, changes: Mapping[Key, Record | None]) -> None:
    """Apply changes to a live version (None deletes), with all counts."""
    old = numbers_of(connection, changes)
    count(connection, old, -1)
    connection.execute(DELETE_UNUSED_WORDS, (old,))
    drop(connection, old)
    new = add(connection, [record for record in changes.values() if record is not None])
    count(connection, new, 1)


def count(connection: Connection, records: Sequence[int], sign: int) -> None:
    values = {"records": list(records), "sign": sign}
    connection.execute(COUNT_WORDS, values)
    connection.execute(COUNT_CHUNKS, values)


def stored(connection: Connection, keys: Sequence[Key]) -> dict[Key, Record]:
    """The records as they were written, to copy them into another version."""
    numbers = numbers_of(connection, keys)
    chunks: dict[int, list[Chunk]] = {}
    for number, *chunk in connection.execute(
        "SELECT record, position, unit, text, heading, language FROM chunk WHERE record = ANY (%s) ORDER BY position",
        (numbers,),
    ):
        chunks.setdefault(number, []).append(Chunk(*chunk))
    terms: dict[int, dict[str, tuple[Term, ...]]] = {}
    for profile, name, value, first, last in connection.execute(
        "SELECT term.* FROM term WHERE profile IN (SELECT profile FROM record WHERE id = ANY (%s))", (numbers,)
    ):
        held = terms.setdefault(profile, {})
        held[name] = (*held.get(name, ()), Term(value, first, last))
    rows = connection.execute(
        """SELECT record.id, record.source, key, grp.name, title, profile, ord
           FROM record JOIN grp ON grp.id = grp WHERE record.id = ANY (%s)""",
        (numbers,),
    )
    return {
        (source, key): Record(source, key, group, title, terms.get(profile, {}), tuple(chunks.get(number, ())), order)
        for number, source, key, group, title, profile, order in rows
    }


def _groups(connection: Connection, names: set[Key]) -> dict[Key, int]:
    """The ids of groups, created with their first record."""
    values = [[row[place] for row in sorted(names)] for place in (0, 1)]
    connection.execute(
        "INSERT INTO grp (source, name) SELECT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING", values
    )
    rows = connection.execute(
        "SELECT source, name, id FROM grp JOIN unnest(%s::text[], %s::text[]) AS w (source, name) USING (source, name)",
        values,
    )
    return {(source, name): number for source, name, number in rows}


def _profiles(connection: Connection, records: Sequence[Record]) -> dict[Key, int]:
    """The ids of profiles by source and digest; new ones are created with their terms."""
    wanted = {_profile_digest(record): record for record in records}
    values = [[row[place] for row in sorted(wanted)] for place in (0, 1)]
    fresh = connection.execute(
        """INSERT INTO profile (source, digest) SELECT * FROM unnest(%s::text[], %s::text[])
           ON CONFLICT DO NOTHING RETURNING source, digest, id""",
        values,
    ).fetchall()
    rows = (
        (number, name, term.value, term.first, term.last)
        for source, digest, number in fresh
        for name, terms in wanted[source, digest].terms.items()
        for term in dict.fromkeys(terms)
    )
    _copy(connection, "term", rows)
    found = connection.execute(
        """SELECT source, digest, id FROM profile
           JOIN unnest(%s::text[], %s::text[]) AS wanted (source, digest) USING (source, digest)""",
        values,
    )
    return {(source, digest): number for source, digest, number in found}


def _profile_digest(record: Record) -> Key:
    """The digest of a record's terms, shared by every record with the same terms."""
    terms = sorted(
        (name, term.value, term.first.toordinal(), term.last.toordinal())
        for name, terms in record.terms.items()
        for term in terms
    )
    return record.source, hashlib.blake2b(json.dumps(terms).encode(), digest_size=16).hexdigest()


def _copy(connection: Connection, table: str, rows: Iterator[tuple[Any, ...]] | Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _storable(text: str) -> str:
    """The text without characters that PostgreSQL cannot store."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()
