"""Highlighting: which words of a text match a query, and snippets with `<mark>`; the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.language import Token, analyse
from search.tokens import Run, index_tokens, matching_tokens, runs_of, standing_together
from search.types import AnalysedQuery, QueryTerm

SNIPPET = 260  # characters
LINE_END = " · "  # between the items of a list and the rows of a table, where lines are run together


def marked_words(text: str, analysed: AnalysedQuery, language: str = "sv") -> list[tuple[int, int]]:
    """Start and end (characters from 0, end not included) of each matching word, in order."""
    tokens = _tokens(text, language)
    candidates = _Candidates.of(analysed)
    found = [(token, index_tokens(token)) for token in tokens if candidates.include(token)]
    present = {index_token for _token, index_tokens_ in found for index_token in index_tokens_}
    matched: set[str] = set()
    together: list[list[set[str]]] = []
    spans: set[tuple[int, int]] = set()
    for term in _terms(analysed):
        if term.phrase:
            spans.update(_phrase_spans(tokens, term.phrase))
        for variant in term.variants:
            words = [matching_tokens(word, present) for word in variant.words]
            if len(words) == 1:
                matched.update(words[0])
            elif all(words):
                together.append(words)
    if together:
        spans.update(_spans_together(together, runs_of(text, tokens)))
    spans.update((token.start, token.end) for token, index_tokens_ in found if not matched.isdisjoint(index_tokens_))
    return _merged(spans)


def highlight(text: str, analysed: AnalysedQuery, language: str = "sv") -> SafeString:
    """The whole text, escaped, with matching words in `<mark>`."""
    return _with_marks(text, marked_words(text, analysed, language))


def snippet(text: str, analysed: AnalysedQuery, language: str = "sv", size: int = SNIPPET) -> SafeString:
    """The excerpt with most matching words, escaped, with `<mark>`; cut between words, with … ."""
    text = " ".join(LINE_END.join(text.splitlines()).split())
    spans = marked_words(text, analysed, language)
    if len(text) <= size:
        return _with_marks(text, spans)
    start = _best_start(text, spans, size)
    end = len(text) if start + size >= len(text) else max(text.rfind(" ", start, start + size), start + 1)
    inside = [(first - start, last - start) for first, last in spans if first >= start and last <= end]
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return mark_safe(before + _with_marks(text[start:end], inside) + after)  # noqa: S308 - escaped there


@lru_cache(maxsize=1_000)
def _tokens(text: str, language: str) -> tuple[Token, ...]:
    """Cached, as a search that is filtered, paged or repeated shows the same passages; some 10 kB each."""
    return tuple(analyse(text, language))


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What the words of a text are compared with first: most of them match no variant of the query."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    stems: frozenset[str]
    parts: frozenset[str]

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, analysed: AnalysedQuery) -> _Candidates:
        tokens = {
            token
            for term in _terms(analysed)
            for variant in term.variants
            for alternatives in variant.words
            for token in alternatives
        }
        exact = {token[1:] for token in tokens if token.startswith("=")}
        return cls(
            exact=frozenset(word for word in exact if not word.endswith("*")),
            prefixes=tuple(word[:-1] for word in exact if word.endswith("*")),
            stems=frozenset(token for token in tokens if not token.startswith(("=", "+"))),
            parts=frozenset(token[1:] for token in tokens if token.startswith("+")),
        )

    def include(self, token: Token) -> bool:
        return (
            token.exact in self.exact
            or token.stem in self.stems
            or (bool(token.parts) and not self.parts.isdisjoint(token.parts))
            or token.exact.startswith(self.prefixes)
        )


def _terms(analysed: AnalysedQuery) -> Iterable[QueryTerm]:
    return (term for clause in analysed.clauses for term in clause)


def _phrase_spans(tokens: Sequence[Token], phrase: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    words = [token.exact for token in tokens]
    for place in range(len(words) - len(phrase) + 1):
        if tuple(words[place : place + len(phrase)]) == phrase:
            yield from ((token.start, token.end) for token in tokens[place : place + len(phrase)])


def _spans_together(variants: Iterable[Sequence[set[str]]], runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    for words in variants:
        for place in standing_together(words, runs):
            yield from ((token.start, token.end) for _index_token, token in place)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, without spans that lie within another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _best_start(text: str, spans: Sequence[tuple[int, int]], size: int) -> int:
    """The start that includes most marked words, with some context before the first."""
    if not spans:
        return 0
    lead = size // 5
    starts = [max(0, first - lead) for first, _last in spans]
    best = max(
        starts, key=lambda start: (sum(start <= first and last <= start + size for first, last in spans), -start)
    )
    if best == 0:
        return 0
    best = min(best, len(text) - size)
    space = text.find(" ", best, best + lead)
    return space + 1 if space >= 0 else best


def _with_marks(text: str, spans: Sequence[tuple[int, int]]) -> SafeString:
    shown, position = [], 0
    for start, end in spans:
        shown += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    shown.append(escape(text[position:]))
    return mark_safe("".join(shown))  # noqa: S308 - every part of the text is escaped above
