"""Adds records to an index and removes them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from content.visibility import EVERYBODY
from search.tokens import ChunkFields, all_tokens, chunk_fields
from search.types import Chunk, Record, Term

UNIT_BITS, POSITION_BITS = 14, 20  # page and position are packed into the id of a chunk
UNIT_MASK = (1 << UNIT_BITS) - 1
RECORD_SHIFT = UNIT_BITS + POSITION_BITS
EVERY_CHUNK = "•"  # a token in the title field of every chunk
FTS = "INSERT INTO passages(rowid, title, heading, stems, parts, exact) VALUES (?, ?, ?, ?, ?, ?)"
FTS_DELETE = (
    "INSERT INTO passages(passages, rowid, title, heading, stems, parts, exact) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
)


def chunk_id(record: int, chunk: Chunk) -> int:
    return (record << RECORD_SHIFT) | (chunk.unit << POSITION_BITS) | chunk.position


def add(connection: sqlite3.Connection, record: Record) -> None:
    """Insert a record that is not indexed yet."""
    number = connection.execute(
        "INSERT INTO record(source, key, grp, title, ord) VALUES (?, ?, ?, ?, ?)",
        (record.source, record.key, _group(connection, record), record.title, record.order),
    ).lastrowid
    assert number is not None
    connection.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?)", _terms(number, record))
    connection.execute("INSERT INTO titles(rowid, words) VALUES (?, ?)", (number, all_tokens(record.title)))
    rows = [(chunk_id(number, chunk), chunk, _columns(chunk, record.title)) for chunk in record.chunks]
    connection.executemany(FTS, ((rowid, *columns) for rowid, _chunk, columns in rows))
    connection.executemany(
        "INSERT INTO chunk VALUES (?, ?, ?, ?, ?)",
        ((rowid, chunk.position, chunk.heading, chunk.text, chunk.language) for rowid, chunk, _columns in rows),
    )
    if record.is_public:
        connection.executemany(
            "INSERT INTO word VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET chunks = chunks + excluded.chunks",
            _words(columns for _rowid, _chunk, columns in rows).items(),
        )


def remove(connection: sqlite3.Connection, source: str, key: str, *, same_analyser: bool) -> None:
    """Delete a record. Contentless FTS5 needs the tokens again, so they are recomputed from the stored text.

    An index of another analyser cannot be told which tokens to drop; it is due for a rebuild, and what is
    left of the record there belongs to no record, so no search shows it.
    """
    sql = "SELECT id, title, grp FROM record WHERE source = ? AND key = ?"
    found = connection.execute(sql, (source, key)).fetchone()
    if found is None:
        return
    number, title, group = found
    chunks = list(stored_chunks(connection, number))
    if same_analyser:
        rows = [(chunk_id(number, chunk), _columns(chunk, title)) for chunk in chunks]
        connection.executemany(FTS_DELETE, ((rowid, *columns) for rowid, columns in rows))
        connection.execute(
            "INSERT INTO titles(titles, rowid, words) VALUES ('delete', ?, ?)", (number, all_tokens(title))
        )
        if _is_public(connection, number):
            _remove_words(connection, _words(columns for _rowid, columns in rows))
    first, last = number << RECORD_SHIFT, (number + 1) << RECORD_SHIFT
    connection.execute("DELETE FROM chunk WHERE id >= ? AND id < ?", (first, last))
    connection.execute("DELETE FROM term WHERE record = ?", (number,))
    connection.execute("DELETE FROM record WHERE id = ?", (number,))
    connection.execute(
        "DELETE FROM grp WHERE id = ? AND id NOT IN (SELECT grp FROM record WHERE grp = ?)", (group, group)
    )


def _columns(chunk: Chunk, title: str) -> ChunkFields:
    fields = chunk_fields(chunk, title)
    return fields._replace(title=f"{EVERY_CHUNK} {fields.title}")


def _is_public(connection: sqlite3.Connection, number: int) -> bool:
    sql = "SELECT 1 FROM term WHERE record = ? AND name = 'audience' AND value = ?"
    return connection.execute(sql, (number, EVERYBODY)).fetchone() is not None


def _remove_words(connection: sqlite3.Connection, counts: Counter[str]) -> None:
    connection.executemany(
        "UPDATE word SET chunks = chunks - ? WHERE word = ?", ((n, word) for word, n in counts.items())
    )
    connection.executemany("DELETE FROM word WHERE word = ? AND chunks <= 0", ((word,) for word in counts))


def stored_record(connection: sqlite3.Connection, source: str, key: str) -> Record | None:
    """The record as it was written, to copy it into another version."""
    found = connection.execute(
        """SELECT record.id, name, title, ord FROM record JOIN grp ON grp.id = record.grp
           WHERE record.source = ? AND key = ?""",
        (source, key),
    ).fetchone()
    if found is None:
        return None
    number, group, title, order = found
    terms: dict[str, tuple[Term, ...]] = {}
    for name, value, first, last in connection.execute(
        "SELECT name, value, first, last FROM term WHERE record = ?", (number,)
    ):
        term = Term(value, date.fromisoformat(first), date.fromisoformat(last))
        terms[name] = (*terms.get(name, ()), term)
    return Record(source, key, group, title, terms, tuple(stored_chunks(connection, number)), order)


def stored_chunks(connection: sqlite3.Connection, number: int) -> Iterator[Chunk]:
    first, last = number << RECORD_SHIFT, (number + 1) << RECORD_SHIFT
    rows = connection.execute(
        "SELECT id, position, text, heading, language FROM chunk WHERE id >= ? AND id < ? ORDER BY position",
        (first, last),
    )
    for rowid, position, text, heading, language in rows:
        yield Chunk(position, (rowid >> POSITION_BITS) & UNIT_MASK, text, heading, language)


def _group(connection: sqlite3.Connection, record: Record) -> int:
    """The id of the record's group, created with its first record."""
    name = (record.source, record.group)
    connection.execute("INSERT OR IGNORE INTO grp(source, name) VALUES (?, ?)", name)
    number: int = connection.execute("SELECT id FROM grp WHERE source = ? AND name = ?", name).fetchone()[0]
    return number


def _terms(number: int, record: Record) -> Iterator[tuple[str, str, int, str, str]]:
    for name, terms in record.terms.items():
        for term in dict.fromkeys(terms):
            yield name, term.value, number, term.first.isoformat(), term.last.isoformat()


def _words(rows: Iterable[ChunkFields]) -> Counter[str]:
    """Document frequency of each exact word in chunks; words made of letters only."""
    counts: Counter[str] = Counter()
    for columns in rows:
        counts.update({word[1:] for word in columns.exact.split() if word[1:].isalpha()})
    return counts
