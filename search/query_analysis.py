"""Query analysis: from the text of a query to the tokens that engines match, with every expansion named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from search.query_expansion import QueryExpander
from search.query_parser import LONGEST, MOST, parse
from search.types import AnalysedQuery, Query, QueryTerm, Searcher

ENOUGH = 10  # pages that must match all words, else any word will do (and the reader is told)
PUBLIC = {"scope": frozenset({"alla"}), "audience": frozenset({"alla"})}  # every public record, older plans too
TOO_LONG = f"Frågan var för lång: bara de första {MOST} orden och {LONGEST} tecknen lästes."


def analyse_query(
    text: str, engine: Searcher, *, source: str, exact: bool = False, without: frozenset[str] = frozenset()
) -> AnalysedQuery:
    """Analyse the words of a query. Filters and scope never change the analysis, so that counts stay comparable.

    Args:
        text: As the reader wrote it; at most `search.query_parser.LONGEST` characters are used.
        engine: Supplies the vocabulary, and tells whether enough pages match all words.
        source: The source in which matching pages are counted.
        exact: No expansions, and never "any word".
        without: Names of expansions that the reader has switched off.
    """
    parsed = parse(text)
    expander = QueryExpander(engine.vocabulary(), exact, without)
    clauses = expander.clauses(parsed)
    notes = (TOO_LONG,) if parsed.truncated else ()
    analysed = AnalysedQuery(clauses, expander.excluded(parsed.excluded), False, _expansion_names(clauses), notes)
    if exact or len(clauses) < 2 or engine.has_at_least(Query(analysed, source, date.today(), PUBLIC), ENOUGH):
        return analysed
    return replace(analysed, match_any=True)


def _expansion_names(clauses: Sequence[Sequence[QueryTerm]]) -> tuple[str, ...]:
    named = (v.expansion for clause in clauses for term in clause for v in term.variants if v.expansion)
    return tuple(dict.fromkeys(named))
