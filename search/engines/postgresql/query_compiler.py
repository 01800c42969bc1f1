"""A reading as tsquery expressions over our tokens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from search.engines.postgresql.schema import TITLE, quoted
from search.types import Group, Reading, Variant


def matching(reading: Reading, helped: Collection[int]) -> str:
    """The pieces that answer; empty when none can."""
    return any_word(reading) if reading.loose else all_words(reading, helped)


def all_words(reading: Reading, helped: Collection[int], *, weak: bool = True) -> str:
    """Every clause in the piece's own text or headings; a helped one may stand in the title instead, but not all.

    `helped` are the places of clauses that some title may hold: the others need no look at titles. Without `weak`
    only what the reader wrote counts. Nothing when no variant of a clause is left.
    """
    own = [in_clause(clause, weak=weak) for clause in reading.clauses]
    if not own or not all(own):
        return ""
    places = [
        either([own[place], in_clause(clause, TITLE, weak=weak)]) if place in helped else own[place]
        for place, clause in enumerate(reading.clauses)
    ]
    if len(helped) == len(own) > 1:
        places.append(either(own))
    return _without(_both(own if len(own) == 1 else places), reading)


def any_word(reading: Reading) -> str:
    """At least one clause, in the piece's own text or headings."""
    return _without(either(in_clause(clause) for clause in reading.clauses), reading)


def title_words(reading: Reading) -> str:
    """Every clause within a title; read against the tokens of a record."""
    return _without(_both([in_clause(clause) for clause in reading.clauses]), reading)


def in_clause(clause: Sequence[Group], before: str = "", *, weak: bool = True) -> str:
    """Any of the groups; `before` stands before every token."""
    return either(_group(group, before, weak) for group in clause)


def _group(group: Group, before: str, weak: bool) -> str:
    if group.phrase:
        return "(" + " <-> ".join(quoted(f"{before}={word}") for word in group.phrase) + ")"
    return either(variant_query(variant, before) for variant in group.variants if weak or not variant.weak)


def variant_query(variant: Variant, before: str = "") -> str:
    """All words of a variant, each by any of its tokens."""
    return _both([either(token_query(before + token) for token in word) for word in variant.words])


def token_query(token: str) -> str:
    """A token; one that ends with `*` is a beginning."""
    return f"{quoted(token[:-1])}:*" if token.endswith("*") else quoted(token)


def either(expressions: Iterable[str]) -> str:
    """Any of the expressions that are there."""
    distinct = list(dict.fromkeys(filter(None, expressions)))
    return f"({' | '.join(distinct)})" if len(distinct) > 1 else "".join(distinct)


def _both(expressions: Sequence[str]) -> str:
    return f"({' & '.join(expressions)})" if len(expressions) > 1 else "".join(expressions)


def _without(expression: str, reading: Reading) -> str:
    unwanted = either(_group(group, "", True) for group in reading.excluded)
    return f"{expression} & !({unwanted})" if expression and unwanted else expression
