"""Query expansion: for each word of a query, the inflections, compounds, spellings and synonyms that may match it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from search.language import (
    STOP_WORDS,
    Token,
    analyse,
    fold,
    foreign_stems,
    is_known,
    lemma_forms,
    part_forms,
    part_token,
    split,
    stem_of,
    synonyms,
)
from search.query_parser import MOST, ParsedQuery, ParsedTerm
from search.types import ExpansionOptions, QueryTerm, TermVariant, Vocabulary

IN_COMPOUNDS = "i sammansättningar"
LONGEST_NAME = 4  # words of the longest name in the synonym list
SHORTEST_PREFIX = 4  # letters of a word that may be the beginning of another
SHORTEST_TYPO = 5  # letters; shorter words have too many neighbours
LONG_WORD = 9  # letters from which two edits are allowed
RARE = 3  # chunks; a last word as rare as this may be the beginning of another
MOST_NEIGHBOURS = 4
MOST_CORRECTED = 4  # unknown words of a query; more of them are no typing errors
MOST_PARTS = 4  # of a compound that is looked for written apart; it can be so in seven ways
MOST_STEMS = 4  # of a part; each is combined with those of the others
MORE_FREQUENT = 30  # times as many chunks must hold another form for it to count as an exact match


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query: its token and its spelling."""

    token: Token
    text: str


class QueryExpander:
    """Adds variants to each word of a parsed query."""

    def __init__(self, vocabulary: Vocabulary, options: ExpansionOptions) -> None:
        self.vocabulary = vocabulary
        self.options = options
        self.exact = options.exact
        self.without = options.without
        self.corrections_left = MOST_CORRECTED
        self.related: list[str] = []  # names of related words that are not searched

    def clauses(self, query: ParsedQuery) -> tuple[tuple[QueryTerm, ...], ...]:
        """One clause a word; adjacent plain words are analysed together (law references, names, split compounds)."""
        clauses: list[tuple[QueryTerm, ...]] = []
        run: list[ParsedTerm] = []
        for clause in (*query.clauses, None):
            if clause is not None and len(clause) == 1 and not clause[0].phrase and not clause[0].prefix:
                run.append(clause[0])
                continue
            clauses += [(term,) for term in self._run(run)]
            run = []
            if clause is not None:
                clauses.append(tuple(term for parsed in clause for term in self._query_terms(parsed)))
        return _without_stop_words([clause for clause in dict.fromkeys(clauses) if clause], self.exact)

    def excluded(self, terms: Sequence[ParsedTerm]) -> tuple[QueryTerm, ...]:
        """Terms that must not occur, matched exactly as written."""
        found = []
        for term in terms:
            words = tuple(token.exact for token in analyse(term.text))
            if len(words) == 1:
                found.append(QueryTerm(term.text, (TermVariant(((f"={words[0]}{'*' * term.prefix}",),)),)))
            elif words:
                found.append(QueryTerm(term.text, phrase=words))
        return tuple(found)

    def _query_terms(self, parsed: ParsedTerm) -> Iterator[QueryTerm]:
        tokens = analyse(parsed.text)
        if parsed.prefix and len(tokens) == 1:
            yield self._prefix(tokens[0])
        elif not parsed.phrase and (len(tokens) == 1 or "§" in parsed.text):
            yield from (self._word(QueryWord(token, parsed.text), last=False) for token in tokens)
        elif tokens:
            yield QueryTerm(parsed.text, phrase=tuple(token.exact for token in tokens))

    def _run(self, terms: Sequence[ParsedTerm]) -> list[QueryTerm]:
        text = " ".join(term.text for term in terms)
        tokens = analyse(text)[:MOST]  # a term of the parser may hold several: a,b,c
        words = [QueryWord(token, text[token.start : token.end]) for token in tokens]
        query_terms = [self._word(word, last=word is words[-1]) for word in words]
        if not self.exact:
            self._add_compounds(words, query_terms)
            self._add_names(words, query_terms)
        return query_terms

    def _word(self, word: QueryWord, last: bool) -> QueryTerm:
        token = word.token
        own = f"={token.exact}"
        if self.exact:
            return QueryTerm(word.text, (TermVariant(((own,),)),))
        variants = [TermVariant(((own,),)), *self._inflections(token)]
        variants += self._compounds(token)
        if not token.exact.isalpha():
            variants += [TermVariant(((f"+{token.stem}",),))] if token.exact.isdigit() else []
            return QueryTerm(word.text, tuple(variants))
        if self.vocabulary.frequency(token.exact) <= RARE and token.exact not in self.options.names:
            variants += self._corrections(token, last)
        return QueryTerm(word.text, tuple(variants), boosts=tuple(self._boosts(token, variants, last)))

    def _boosts(
        self, token: Token, variants: Sequence[TermVariant], last: bool
    ) -> Iterator[tuple[tuple[str, ...], ...]]:
        """The parts of a compound that stand apart, and the words that a word typed so far may become."""
        yield from (v.words for v in variants if len(v.words) > 1 and not v.words[0][0].startswith("+"))
        if last and len(token.exact) >= SHORTEST_PREFIX and self.vocabulary.frequency(token.exact) <= RARE:
            yield ((f"={token.exact}*",),)

    def _inflections(self, token: Token) -> list[TermVariant]:
        """The stems of its forms (böcker, bok); a form far more frequent than this one ranks as an exact match."""
        seldom = MORE_FREQUENT * self.vocabulary.frequency(token.exact)
        usual = [form for form in self._forms(token) if self.vocabulary.frequency(form) >= seldom]
        hidden = [form for form in self._forms(token) if stem_of(form) in STOP_WORDS]
        foreign = foreign_stems(token.exact) if token.exact.isalpha() else ()
        tokens = [*self._stems(token), *foreign, *(f"={form}" for form in dict.fromkeys([*usual, *hidden]))]
        return [TermVariant(((each,),)) for each in tokens]

    def _forms(self, token: Token) -> list[str]:
        """Other forms of the same dictionary entry that occur in the index."""
        if not token.exact.isalpha():
            return []
        return [form for form in lemma_forms(token.exact) if form != token.exact and self.vocabulary.frequency(form)]

    def _stems(self, token: Token) -> list[str]:
        """The stems of its forms, stop words left out: `föraren` has the stem `för`, which is on every page."""
        stems = list(dict.fromkeys([token.stem, *map(stem_of, self._forms(token))]))
        return [stem for stem in stems if stem not in STOP_WORDS or token.exact in STOP_WORDS]

    def _compounds(self, token: Token) -> list[TermVariant]:
        """The word inside longer compounds, and a compound written apart or as a part of a longer one."""
        if IN_COMPOUNDS in self.without or len(token.exact) < 2 or not token.exact.isalpha():
            return []
        stems = [stem for own in self._stems(token) for stem in (own, f"{own}a")]  # lånekort has the part låna
        variants = [TermVariant(((f"+{stem}",),), expansion=IN_COMPOUNDS) for stem in dict.fromkeys(stems)]
        if len(token.parts) > 1:
            inside = tuple((f"+{part}",) for part in token.parts)
            variants.append(TermVariant(inside, expansion=IN_COMPOUNDS))
        parts = split(token.exact)
        name = " + ".join(parts)
        if parts and name not in self.without:
            variants += [TermVariant(words, False, name) for words in self._written_apart(parts)]
        return variants

    def _written_apart(self, parts: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ...]]:
        """The stems of each way to write a compound in two or more words: skol biblioteksplan, skolbiblioteks plan."""
        if len(parts) > MOST_PARTS:
            return
        for spaces in product((True, False), repeat=len(parts) - 1):
            if any(spaces):
                yield tuple(self._stems_of_parts(word) for word in _joined(parts, spaces))

    def _stems_of_parts(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """The stems of a word made of these parts, in the forms that occur in the index."""
        *first, last = parts
        before = "".join(first)
        forms = (before + form for form in part_forms(last))
        stems = (stem_of(form) for form in forms if self.vocabulary.frequency(form))
        return tuple(dict.fromkeys((before + part_token(last), *stems)))[:MOST_STEMS]

    def _corrections(self, token: Token, last: bool) -> list[TermVariant]:
        """Corrections of a rare word: missing å ä ö, words with this prefix, words within an edit distance."""
        folded = [
            word for word, _count in self.vocabulary.folded(token.exact) if _restores_diacritics(token.exact, word)
        ]
        if folded:
            return self._named(folded[:MOST_NEIGHBOURS], weak=False)
        variants: list[TermVariant] = []
        unknown = self.vocabulary.frequency(token.exact) == 0
        if last and len(token.exact) >= SHORTEST_PREFIX and unknown and not is_known(token.exact):
            variants += self._endings(token.exact)
        if unknown and len(token.exact) >= SHORTEST_TYPO and self.corrections_left:
            self.corrections_left -= 1
            distance = 2 if len(token.exact) >= LONG_WORD else 1
            near = [
                word
                for word, _count in self.vocabulary.within_distance(token.exact, distance)
                if not _is_another_word(token.exact, word)
            ]
            variants += self._named(near[:MOST_NEIGHBOURS], weak=False)
        return variants

    def _named(self, words: Sequence[str], weak: bool) -> list[TermVariant]:
        """The words as expansions, each named and matched in its inflections."""
        return [
            TermVariant(((token,),), weak, word)
            for word in words
            if word not in self.without
            for token in (f"={word}", stem_of(word))
            if token not in STOP_WORDS
        ]

    def _endings(self, beginning: str) -> list[TermVariant]:
        name = f"{beginning}…"
        if name in self.without:
            return []
        longer = [word for word, _count in self.vocabulary.with_prefix(beginning, 2) if word != beginning]
        return [TermVariant(((f"={beginning}*",),), False, name)] if longer else []

    def _prefix(self, token: Token) -> QueryTerm:
        """A prefix term (`digital*`)."""
        return QueryTerm(f"{token.exact}*", (TermVariant(((f"={token.exact}*",),)),))

    def _add_compounds(self, words: Sequence[QueryWord], query_terms: list[QueryTerm]) -> None:
        """Join adjacent words that are a compound written apart: läs främjande."""
        for place, (first, second) in enumerate(pairwise(words)):
            if not (first.token.exact.isalpha() and second.token.exact.isalpha()):
                continue
            for joint in ("", "s"):
                whole = first.token.exact + joint + second.token.exact
                if whole in self.without or not self.vocabulary.frequency(whole):
                    continue
                variants = (TermVariant(((f"={whole}", stem_of(whole)),), False, whole),)
                for index in (place, place + 1):
                    query_terms[index] = _with_variants(query_terms[index], variants)

    def _add_names(self, words: Sequence[QueryWord], query_terms: list[QueryTerm]) -> None:
        """Synonyms of a word or of a multi-word name; the longest name wins."""
        place = 0
        while place < len(words):
            for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
                found = self._synonyms(" ".join(word.text for word in words[place : place + length]))
                if found:
                    for index in range(place, place + length):
                        query_terms[index] = _with_variants(query_terms[index], found)
                    place += length - 1
                    break
            place += 1

    def _synonyms(self, name: str) -> list[TermVariant]:
        """The same thing by other names; what is related is added if asked for, else noted."""
        found = [synonym for synonym in synonyms(name) if synonym.name not in self.without]
        if not self.options.related:
            self.related += [synonym.name for synonym in found if synonym.related]
            found = [synonym for synonym in found if not synonym.related]
        return [
            TermVariant(
                tuple((stem_of(word) if word.isalpha() else word,) for word in synonym.phrase), True, synonym.name
            )
            for synonym in found
        ]


def _joined(parts: Sequence[str], spaces: Sequence[bool]) -> Iterator[tuple[str, ...]]:
    """The parts in words: a space, or none, stands behind each part but the last."""
    word: tuple[str, ...] = ()
    for part, space in zip(parts, (*spaces, True), strict=True):
        word = (*word, part)
        if space:
            yield word
            word = ()


def _with_variants(term: QueryTerm, variants: Sequence[TermVariant]) -> QueryTerm:
    return replace(term, variants=(*term.variants, *variants))


def _restores_diacritics(written: str, word: str) -> bool:
    """Whether the word only restores å ä ö é from a a o e; `lån` never becomes `län`."""
    return word != written and all(have in (want, fold(want)) for have, want in zip(written, word, strict=False))


def _is_another_word(written: str, near: str) -> bool:
    """Whether what was written is a word of its own and no slip for the near one: `ungdomsgård` and `ungdomsråd`."""
    if not is_known(written):
        return False
    parts, near_parts = split(written), split(near)
    if not parts:
        return True
    if len(parts) != len(near_parts):
        return False
    different = [pair for pair in zip(parts, near_parts, strict=True) if part_token(pair[0]) != part_token(pair[1])]
    return len(different) == 1


def _without_stop_words(clauses: list[tuple[QueryTerm, ...]], exact: bool) -> tuple[tuple[QueryTerm, ...], ...]:
    """Drop stop words, unless the query is exact or has nothing else; phrases keep theirs."""
    if exact:
        return tuple(clauses)
    kept = [clause for clause in clauses if not all(_is_stop_word(term) for term in clause)]
    return tuple(kept or clauses)


def _is_stop_word(term: QueryTerm) -> bool:
    return not term.phrase and term.text.casefold() in STOP_WORDS
