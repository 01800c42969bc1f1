"""Query analysis: from the text of a query to the tokens that engines match, with every expansion named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from content.visibility import EVERYBODY
from search.query_expansion import QueryExpander
from search.query_parser import LONGEST, MOST, parse
from search.types import AnalysedQuery, ExpansionOptions, Query, QueryTerm, Searcher

ENOUGH = 10  # pages that must match all words, else any word will do (and the reader is told)
EVERY_SCOPE = "alla"
PUBLIC = {"scope": frozenset({EVERY_SCOPE}), "audience": frozenset({EVERYBODY})}  # older plans too
TOO_LONG = f"Frågan var för lång: bara de första {MOST} orden och {LONGEST} tecknen lästes."
BY_DEFAULT = ExpansionOptions()
SHORT_PREFIX = "Före stjärnan behövs minst två tecken: stjärnan efter ett enda lästes inte."


def analyse_query(text: str, engine: Searcher, *, source: str, options: ExpansionOptions = BY_DEFAULT) -> AnalysedQuery:
    """Analyse the words of a query. Filters and scope never change the analysis, so that counts stay comparable.

    Args:
        text: As the reader wrote it; at most `search.query_parser.LONGEST` characters are used.
        engine: Supplies the vocabulary, and tells whether enough pages match all words.
        source: The source in which matching pages are counted.
        options: How far the query may go from its own words.
    """
    all_words = expand_query(text, engine, options)
    return decide_match_any(all_words, engine, source=source, exact=options.exact)


def expand_query(text: str, engine: Searcher, options: ExpansionOptions = BY_DEFAULT) -> AnalysedQuery:
    """The part of the analysis that is the same for every source: the query requires all words."""
    parsed = parse(text)
    expander = QueryExpander(engine.vocabulary(), options)
    clauses = expander.clauses(parsed)
    return AnalysedQuery(
        clauses,
        expander.excluded(parsed.excluded),
        expansions=_expansion_names(clauses),
        related=tuple(dict.fromkeys(expander.related)),
        notes=((TOO_LONG,) if parsed.truncated else ()) + ((SHORT_PREFIX,) if parsed.short_prefix else ()),
    )


def decide_match_any(
    all_words: AnalysedQuery,
    engine: Searcher,
    *,
    source: str,
    exact: bool,
    audiences: frozenset[str] = PUBLIC["audience"],
) -> AnalysedQuery:
    """Let any word do when fewer than `ENOUGH` pages of the source match all of them, of those the reader may see.

    The words that occur nowhere in the source are named.
    """
    if not may_match_any(all_words, exact):
        return all_words
    decision = Query(all_words, source, date.today(), {**PUBLIC, "audience": audiences})
    if engine.has_at_least(decision, ENOUGH):
        return all_words
    return replace(any_word(all_words), missing=tuple(_missing(decision, engine)))


def _missing(decision: Query, engine: Searcher) -> Iterator[str]:
    """The words of a query that neither a page nor a title holds, in any of the forms that are looked for."""
    for clause in decision.analysed.clauses:
        alone = replace(decision, analysed=AnalysedQuery((clause,)), limit=1)
        if not engine.has_at_least(alone, 1) and not engine.search(alone).title_only:
            yield from (term.text for term in clause)


def may_match_any(all_words: AnalysedQuery, exact: bool) -> bool:
    return not exact and len(all_words.clauses) > 1


def any_word(all_words: AnalysedQuery) -> AnalysedQuery:
    return replace(all_words, match_any=True)


def _expansion_names(clauses: Sequence[Sequence[QueryTerm]]) -> tuple[str, ...]:
    named = (v.expansion for clause in clauses for term in clause for v in term.variants if v.expansion)
    return tuple(dict.fromkeys(named))
