"""A reading as an FTS5 expression."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.types import Group, Reading, Variant

EVERYWHERE = "title heading stems parts exact"
OWN_TEXT = "heading stems parts exact"
EXACT = "heading exact"


def all_words(reading: Reading, *, weak: bool = True) -> str:
    """Every clause within the piece, title and headings included; nothing when no variant is left."""
    clauses = [_clause(clause, weak) for clause in reading.clauses]
    if not clauses or not all(clauses):
        return ""
    return _without(" AND ".join(f"({clause})" for clause in clauses), reading)


def any_word(reading: Reading, *, weak: bool = True) -> str:
    """At least one clause, in the piece's own text or headings."""
    clauses = [clause for clause in (_clause(clause, weak) for clause in reading.clauses) if clause]
    if not clauses:
        return ""
    return _without(f"{{{OWN_TEXT}}} : ({' OR '.join(clauses)})", reading)


def strict(reading: Reading, *, title_helps: bool, weak: bool = True) -> str:
    """Every clause within the piece; where a title may fill some, one at least in the piece's own text or headings."""
    everything = all_words(reading, weak=weak)
    if not title_helps:
        return everything
    return f"({everything}) AND ({any_word(reading, weak=weak)})"


def title_words(reading: Reading, clause: int | None = None) -> str:
    """All clauses, or the one at this place, within a title."""
    wanted = reading.clauses if clause is None else reading.clauses[clause : clause + 1]
    return " AND ".join(f"({_clause(each, True)})" for each in wanted)


def _clause(clause: Sequence[Group], weak: bool) -> str:
    return _either(_group(group, weak) for group in clause)


def _group(group: Group, weak: bool) -> str:
    if group.phrase:
        return '"' + " ".join(f"={_escaped(word)}" for word in group.phrase) + '"'
    return _either(_variant(variant) for variant in group.variants if weak or not variant.weak)


def _variant(variant: Variant) -> str:
    words = [_either(f'"{_escaped(token)}"' for token in word) for word in variant.words]
    return words[0] if len(words) == 1 else "(" + " AND ".join(f"({word})" for word in words) + ")"


def _either(expressions: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(filter(None, expressions)))


def _without(expression: str, reading: Reading) -> str:
    unwanted = _either(_group(group, True) for group in reading.excluded)
    return f"({expression}) NOT ({{{EXACT}}} : ({unwanted}))" if unwanted else expression


def _escaped(token: str) -> str:
    return token.replace('"', '""')
