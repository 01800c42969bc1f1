"""The tables of an index version, and the tsvector of a chunk.

A chunk is one row of `vector`, found by its tokens through a GIN index and scored from the row alone: what the record
has in common (its group, its order, its terms) is repeated there, as joining tens of thousands of rows costs more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.tokens import BREAK, ChunkFields

TITLE = "~"  # prefix of title tokens in the tsvector of a chunk
LONGEST = 400  # characters of a token; PostgreSQL takes 2,046 bytes
LAST = 16_383  # the highest position that PostgreSQL keeps
MOST = 255  # positions of a token

BASE = """
CREATE SCHEMA IF NOT EXISTS {schema};
CREATE TABLE IF NOT EXISTS {schema}.index_version (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, analyser integer NOT NULL,
    live boolean NOT NULL DEFAULT false, built timestamptz
);
CREATE TABLE IF NOT EXISTS {schema}.changed (source text, key text, PRIMARY KEY (source, key));
"""
# Terms that records have in common are stored once, as a profile. A vector is read whole for its score, so it lies
# in its row as it is, neither compressed nor beside the table.
TABLES = """
CREATE SCHEMA {schema};
SET LOCAL search_path = {schema};
CREATE TABLE meta (name text PRIMARY KEY, value bigint NOT NULL);
INSERT INTO meta VALUES ('writes', 0), ('chunks', 0), ('tokens', 0);
CREATE TABLE grp (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL, name text COLLATE "C" NOT NULL,
    UNIQUE (source, name)
);
CREATE TABLE profile (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL, digest text NOT NULL,
    UNIQUE (source, digest)
);
CREATE TABLE term (
    profile integer NOT NULL, name text NOT NULL, value text NOT NULL, first date NOT NULL, last date NOT NULL
);
CREATE INDEX ON term (name, value, profile, first, last);
CREATE INDEX ON term (profile, name);
CREATE TABLE record (
    id integer PRIMARY KEY, source text NOT NULL, key text NOT NULL, grp integer NOT NULL, profile integer NOT NULL,
    ord text COLLATE "C" NOT NULL, title text NOT NULL, tokens tsvector NOT NULL, UNIQUE (source, key)
);
CREATE SEQUENCE record_id AS integer OWNED BY record.id;
CREATE INDEX ON record (grp);
CREATE INDEX ON record (profile);
CREATE TABLE chunk (
    record integer NOT NULL, position integer NOT NULL, unit integer NOT NULL, heading text NOT NULL,
    text text NOT NULL, language text NOT NULL, PRIMARY KEY (record, position)
);
CREATE TABLE vector (
    record integer NOT NULL, position integer NOT NULL, unit integer NOT NULL, grp integer NOT NULL,
    profile integer NOT NULL, length real NOT NULL, ord text COLLATE "C" NOT NULL, tokens tsvector NOT NULL,
    PRIMARY KEY (record, position)
) WITH (toast_tuple_target = 8160);
ALTER TABLE vector ALTER COLUMN tokens SET STORAGE MAIN;
CREATE TABLE word (token text COLLATE "C" PRIMARY KEY, chunks integer NOT NULL, texts integer NOT NULL);
"""
TABLE_NAMES = re.findall(r"CREATE TABLE (\w+)", TABLES)
# Built when a version is full, which is faster than updating them meanwhile.
INDEXES = """
CREATE INDEX IF NOT EXISTS vector_tokens ON vector USING gin (tokens) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS record_tokens ON record USING gin (tokens) WITH (fastupdate = off);
"""


def vector_of(columns: ChunkFields) -> str:
    """The tokens of a chunk as a tsvector, labelled by field: A exact, B heading, C parts, D stems.

    Tokens of the headings stand first and those of the text after a gap, so that no phrase matches across.
    """
    headings = [token for token in columns.heading.split() if token.startswith("=")]
    others = [token for token in columns.heading.split() if not token.startswith("=")]
    text = max(len(headings), len(others)) + 2
    places: dict[str, list[str]] = {}
    _place(places, headings, "B", 1)
    _place(places, others, "B", 1)
    _place(places, columns.exact.split(), "A", text)
    _place(places, columns.parts.split(), "C", text)
    _place(places, columns.stems.split(), "D", text)
    _place(places, [TITLE + token for token in columns.title.split()], "D", 1)
    return _literal(places)


def title_vector(tokens: str) -> str:
    """The tokens of a title as a tsvector."""
    places: dict[str, list[str]] = {}
    _place(places, tokens.split(), "D", 1)
    return _literal(places)


def length_of(columns: ChunkFields) -> int:
    """Number of tokens of a chunk, title excluded."""
    return sum(token != BREAK for tokens in columns[1:] for token in tokens.split())


def quoted(token: str) -> str:
    """A token quoted for tsvector and tsquery."""
    return "'" + token[:LONGEST].replace("\\", "\\\\").replace("'", "''") + "'"


def _place(places: dict[str, list[str]], tokens: Sequence[str], label: str, first: int) -> None:
    for position, token in enumerate(tokens, start=first):
        if token == BREAK:
            continue
        places.setdefault(quoted(token), []).append(f"{min(position, LAST)}{label}")


def _literal(places: dict[str, list[str]]) -> str:
    return " ".join(f"{token}:{','.join(found[:MOST])}" for token, found in places.items())
