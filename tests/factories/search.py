"""Records and queries with the values that a test gives, else empty ones."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from search.query_analysis import PUBLIC, analyse_query
from search.types import Chunk, Engine, ExpansionOptions, Query, Record, Term

SOURCE = "planer"
TODAY = date(2026, 6, 1)


def record(key: str, *texts: str, title: str = "", group: str = "", order: str = "", **terms: Any) -> Record:
    """One page a text; a text may be a Chunk, a term a word or a Term, several in a tuple."""
    chunks = tuple(
        text if isinstance(text, Chunk) else Chunk(number, number, text) for number, text in enumerate(texts, start=1)
    )
    named = {name: terms_of(value) for name, value in terms.items()}
    public = {name: terms_of(*values) for name, values in PUBLIC.items()}
    return Record(SOURCE, key, group or key, title, {**public, **named}, chunks, order)


def terms_of(*values: Any) -> tuple[Term, ...]:
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return tuple(one if isinstance(one, Term) else Term(one) for one in flat)


def query(
    engine: Engine,
    words: str,
    *,
    exact: bool = False,
    related: bool = False,
    without: frozenset[str] = frozenset(),
    filters: Mapping[str, frozenset[str]] | None = None,
    **changes: Any,
) -> Query:
    """The words analysed with this engine's vocabulary, as a query for all public records today."""
    analysed = analyse_query(words, engine, source=SOURCE, options=ExpansionOptions(exact, related, without))
    return Query(analysed, SOURCE, **{"on": TODAY, "filters": {**PUBLIC, **(filters or {})}, **changes})
