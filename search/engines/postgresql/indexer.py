"""Putting records into a generation and taking them out again. The connection's search path says which one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from search.engines.postgresql.connections import Connection
from search.engines.postgresql.schema import length_of, title_vector, vector_of
from search.tokens import columns_of, mixed
from search.types import Piece, Record, Term

Key = tuple[str, str]  # source and key of a record

FOUND = "SELECT id FROM record JOIN unnest(%s::text[], %s::text[]) AS gone (source, key) USING (source, key)"
# What is counted is what stands in the vectors, so that the counts cannot drift from them.
COUNT_WORDS = """
INSERT INTO word AS old (token, pieces, texts)
SELECT lexeme, %(sign)s * count(*), %(sign)s * count(*) FILTER (WHERE 'A' = ANY (weights))
FROM vector CROSS JOIN unnest(tokens) WHERE record = ANY (%(records)s) GROUP BY lexeme ORDER BY lexeme
ON CONFLICT (token) DO UPDATE SET pieces = old.pieces + excluded.pieces, texts = old.texts + excluded.texts
"""
FORGET_WORDS = """
DELETE FROM word WHERE pieces <= 0
AND token IN (SELECT lexeme FROM vector CROSS JOIN unnest(tokens) WHERE record = ANY (%s))
"""
COUNT_ALL_WORDS = """
TRUNCATE word;
INSERT INTO word SELECT lexeme, count(*), count(*) FILTER (WHERE 'A' = ANY (weights))
FROM vector CROSS JOIN unnest(tokens) GROUP BY lexeme;
UPDATE meta SET value = (SELECT count(*) FROM vector) WHERE name = 'pieces';
UPDATE meta SET value = (SELECT coalesce(sum(length), 0) FROM vector) WHERE name = 'tokens';
UPDATE meta SET value = value + 1 WHERE name = 'writes';
"""
COUNT_PIECES = """
UPDATE meta SET value = value + %(sign)s * CASE name
    WHEN 'pieces' THEN (SELECT count(*) FROM vector WHERE record = ANY (%(records)s))
    WHEN 'tokens' THEN (SELECT coalesce(sum(length), 0)::bigint FROM vector WHERE record = ANY (%(records)s))
    ELSE %(sign)s END
"""


def add(connection: Connection, records: Sequence[Record]) -> list[int]:
    """Store records that are not there yet; their numbers. Words are not counted."""
    numbers = [row[0] for row in connection.execute(
        "SELECT nextval('record_id') FROM generate_series(1, %s)", (len(records),)
    )]  # fmt: skip
    groups = _groups(connection, {(record.source, record.group) for record in records})
    profiles = _profiles(connection, records)
    known = [
        (number, record, groups[record.source, record.group], profiles[_profile(record)])
        for number, record in zip(numbers, records, strict=True)
    ]
    rows = [
        (number, record.source, record.key, group, profile, record.order, _storable(record.title),
         title_vector(mixed(record.title)))
        for number, record, group, profile in known
    ]  # fmt: skip
    _copy(connection, "record", rows)
    _copy(connection, "piece", (
        (number, piece.position, piece.unit, _storable(piece.heading), _storable(piece.text), piece.language)
        for number, record, _group, _profile in known for piece in record.pieces
    ))  # fmt: skip
    _copy(connection, "vector", (
        (number, piece.position, piece.unit, group, profile, length_of(columns), record.order, vector_of(columns))
        for number, record, group, profile in known for piece in record.pieces
        for columns in [columns_of(piece, record.title)]
    ))  # fmt: skip
    return numbers


def numbers_of(connection: Connection, keys: Iterable[Key]) -> list[int]:
    """The numbers of those of the records that are there."""
    rows = sorted(keys)
    sources, names = [source for source, _key in rows], [key for _source, key in rows]
    return [row[0] for row in connection.execute(FOUND, (sources, names))]


def drop(connection: Connection, records: Sequence[int]) -> None:
    """Delete all rows of these records, and groups and profiles that nobody has any more."""
    for table in ("vector", "piece"):
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
    """Bring a live generation up to date: what is None is forgotten. All counts follow."""
    old = numbers_of(connection, changes)
    count(connection, old, -1)
    connection.execute(FORGET_WORDS, (old,))
    drop(connection, old)
    new = add(connection, [record for record in changes.values() if record is not None])
    count(connection, new, 1)


def count(connection: Connection, records: Sequence[int], sign: int) -> None:
    values = {"records": list(records), "sign": sign}
    connection.execute(COUNT_WORDS, values)
    connection.execute(COUNT_PIECES, values)


def stored(connection: Connection, keys: Sequence[Key]) -> dict[Key, Record]:
    """The records as they were written, to copy them into another generation."""
    numbers = numbers_of(connection, keys)
    pieces: dict[int, list[Piece]] = {}
    for number, *piece in connection.execute(
        "SELECT record, position, unit, text, heading, language FROM piece WHERE record = ANY (%s) ORDER BY position",
        (numbers,),
    ):
        pieces.setdefault(number, []).append(Piece(*piece))
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
        (source, key): Record(source, key, group, title, terms.get(profile, {}), tuple(pieces.get(number, ())), order)
        for number, source, key, group, title, profile, order in rows
    }


def _groups(connection: Connection, names: set[Key]) -> dict[Key, int]:
    """The numbers of groups, which are made with their first record."""
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
    """The numbers of profiles by source and digest; new ones with their terms."""
    wanted = {_profile(record): record for record in records}
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


def _profile(record: Record) -> Key:
    """The name of a record's terms: the same for every record with the same ones."""
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
    """Without the characters that PostgreSQL has no place for."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()
