"""A reading as an FTS5 expression."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from search.types import Group, Reading, Variant

OWN = "heading stems parts exact"
EXACT = "heading exact"


def all_words(reading: Reading, helped: Collection[int], *, weak: bool = True) -> str:
    """Every clause in the piece's own text or headings; a helped one may stand in the title instead, but not all.

    `helped` are the places of clauses that some title holds: the others need no look at titles. Without `weak`
    only what the reader wrote counts. Nothing when no variant of a clause is left.
    """
    clauses = [_clause(clause, weak) for clause in reading.clauses]
    if not clauses or not all(clauses):
        return ""
    if not helped:
        return _without(_in(OWN, _both(clauses)), reading)
    places = [
        f"({_in(OWN, clause)} OR {_in('title', clause)})" if place in helped else _in(OWN, clause)
        for place, clause in enumerate(clauses)
    ]
    if len(helped) == len(clauses):
        places.append(_in(OWN, _either(clauses)))
    return _without(" AND ".join(places), reading)


def any_word(reading: Reading) -> str:
    """At least one clause, in the piece's own text or headings."""
    return _without(_in(OWN, _either(_clause(clause, True) for clause in reading.clauses)), reading)


def title_words(reading: Reading) -> str:
    """Every clause within a title."""
    expression = _both([_clause(clause, True) for clause in reading.clauses])
    unwanted = _either(_group(group, True) for group in reading.excluded)
    return f"({expression}) NOT ({unwanted})" if unwanted else expression


def clause_in_title(reading: Reading, place: int) -> str:
    return _clause(reading.clauses[place], True)


def _clause(clause: Sequence[Group], weak: bool) -> str:
    return _either(_group(group, weak) for group in clause)


def _group(group: Group, weak: bool) -> str:
    if group.phrase:
        return '"' + " ".join(f"={_escaped(word)}" for word in group.phrase) + '"'
    return _either(_variant(variant) for variant in group.variants if weak or not variant.weak)


def _variant(variant: Variant) -> str:
    words = [_either(map(_token, word)) for word in variant.words]
    return words[0] if len(words) == 1 else f"({_both(words)})"


def _token(token: str) -> str:
    """A token in quotes; with `*` behind the quotes FTS5 reads it as a beginning."""
    beginning = token.endswith("*")
    return f'"{_escaped(token.rstrip("*"))}"' + (" *" if beginning else "")


def _either(expressions: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(filter(None, expressions)))


def _both(expressions: Iterable[str]) -> str:
    return " AND ".join(f"({expression})" for expression in expressions)


def _in(columns: str, expression: str) -> str:
    return f"({{{columns}}} : ({expression}))"


def _without(expression: str, reading: Reading) -> str:
    unwanted = _either(_group(group, True) for group in reading.excluded)
    return f"({expression}) NOT {_in(EXACT, unwanted)}" if unwanted else expression


def _escaped(token: str) -> str:
    return token.replace('"', '""')
