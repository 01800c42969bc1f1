"""From what a reader wrote to what is looked for: every word with what may stand for it, and every addition named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from search.language import STOP_WORDS, Token, analyse, fold, lemma_forms, part_token, plain, split, stem_of, synonyms
from search.query_parser import LONGEST, MOST, Atom, Written, parse
from search.types import Group, Query, Reading, Searcher, Variant, Vocabulary

ENOUGH = 10  # pages that must hold all words, else any word will do (labelled)
PUBLIC = {"scope": frozenset({"alla"}), "audience": frozenset({"alla"})}  # the whole public index, every generation
TOO_LONG = f"Frågan var för lång: bara de första {MOST} orden och {LONGEST} tecknen lästes."
IN_COMPOUNDS = "i sammansättningar"
LONGEST_NAME = 4  # words of the longest name in the synonym list
SHORTEST_TYPO = 5  # letters; shorter words have too many neighbours
LONG_WORD = 9  # letters from which two edits are allowed
RARE = 3  # pieces; a last word as rare as this may be the beginning of another
MOST_NEIGHBOURS = 4
USUAL = 30  # times as many pieces hold the other form


def read(
    text: str, engine: Searcher, *, source: str, exact: bool = False, without: frozenset[str] = frozenset()
) -> Reading:
    """Decide how a query is read, from its words alone: filters and scope change no reading.

    Args:
        text: As the reader wrote it; at most `search.query_parser.LONGEST` characters count.
        engine: Its words are compared with, and it says whether enough pages hold all of the query.
        source: Where enough pages are looked for.
        exact: No expansions, and never "any word will do".
        without: Names of expansions that the reader has switched off.
    """
    written = parse(text)
    expander = Expander(engine.words(), exact, without)
    clauses = expander.clauses(written)
    notes = (TOO_LONG,) if written.cut else ()
    reading = Reading(clauses, expander.excluded(written.excluded), False, _names(clauses), notes)
    if exact or len(clauses) < 2 or engine.reaches(Query(reading, source, date.today(), PUBLIC), ENOUGH):
        return reading
    return replace(reading, loose=True)


def _names(clauses: Sequence[Sequence[Group]]) -> tuple[str, ...]:
    named = (v.expansion for clause in clauses for group in clause for v in group.variants if v.expansion)
    return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query: its token and how it was written."""

    token: Token
    written: str


class Expander:
    """Adds to each word what may stand for it."""

    def __init__(self, vocabulary: Vocabulary, exact: bool, without: frozenset[str]) -> None:
        self.vocabulary = vocabulary
        self.exact = exact
        self.without = without

    def clauses(self, written: Written) -> tuple[tuple[Group, ...], ...]:
        """One clause a word; words that stand plainly side by side are read together (law references, names)."""
        clauses: list[tuple[Group, ...]] = []
        run: list[Atom] = []
        for clause in (*written.clauses, None):
            if clause is not None and len(clause) == 1 and not clause[0].phrase and not clause[0].prefix:
                run.append(clause[0])
                continue
            clauses += [(group,) for group in self._run(run)]
            run = []
            if clause is not None:
                clauses.append(tuple(group for atom in clause for group in self._atom(atom)))
        return _without_stop_words([clause for clause in clauses if clause], self.exact)

    def excluded(self, atoms: Sequence[Atom]) -> tuple[Group, ...]:
        """What must not occur, in the very form that was written."""
        found = []
        for atom in atoms:
            words = tuple(token.exact for token in analyse(atom.text))
            if len(words) == 1:
                found.append(Group(atom.text, (Variant(((f"={words[0]}{'*' * atom.prefix}",),)),)))
            elif words:
                found.append(Group(atom.text, phrase=words))
        return tuple(found)

    def _atom(self, atom: Atom) -> Iterator[Group]:
        tokens = analyse(atom.text)
        if atom.prefix and len(tokens) == 1:
            yield self._prefix(tokens[0])
        elif not atom.phrase and len(tokens) == 1:
            yield self._word(Word(tokens[0], atom.text), last=False)
        elif tokens:
            yield Group(atom.text, phrase=tuple(token.exact for token in tokens))

    def _run(self, atoms: Sequence[Atom]) -> list[Group]:
        text = " ".join(atom.text for atom in atoms)
        words = [Word(token, text[token.start : token.end]) for token in analyse(text)]
        groups = [self._word(word, last=word is words[-1]) for word in words]
        if not self.exact:
            self._add_compounds(words, groups)
            self._add_names(words, groups)
        return groups

    def _word(self, word: Word, last: bool) -> Group:
        token = word.token
        own = f"={token.exact}"
        if self.exact:
            return Group(word.written, (Variant(((own,),)),))
        variants = [Variant(((own,),)), *self._inflections(token)]
        variants += self._compounds(token)
        if not token.exact.isalpha():
            variants += [Variant(((f"+{token.stem}",),))] if token.exact.isdigit() else []
            return Group(word.written, tuple(variants))
        if self.vocabulary.frequency(token.exact) <= RARE:
            variants += self._corrections(token, last)
        return Group(word.written, tuple(variants))

    def _inflections(self, token: Token) -> list[Variant]:
        """The stems of its forms (böcker, bok); a form much more usual than the written one counts like that."""
        seldom = USUAL * self.vocabulary.frequency(token.exact)
        usual = [form for form in self._forms(token) if self.vocabulary.frequency(form) >= seldom]
        hidden = [form for form in self._forms(token) if stem_of(form) in STOP_WORDS]
        tokens = [*self._stems(token), *(f"={form}" for form in dict.fromkeys([*usual, *hidden]))]
        return [Variant(((each,),)) for each in tokens]

    def _forms(self, token: Token) -> list[str]:
        """Other forms of the same dictionary entry, as far as the index has them."""
        if not token.exact.isalpha():
            return []
        return [form for form in lemma_forms(token.exact) if form != token.exact and self.vocabulary.frequency(form)]

    def _stems(self, token: Token) -> list[str]:
        """The stems of its forms, but for small words: `föraren` has the stem `för`, which stands on every page."""
        stems = list(dict.fromkeys([token.stem, *map(stem_of, self._forms(token))]))
        return [stem for stem in stems if stem not in STOP_WORDS or token.exact in STOP_WORDS]

    def _compounds(self, token: Token) -> list[Variant]:
        """The word within longer ones, and a compound's parts within one piece."""
        if IN_COMPOUNDS in self.without or len(token.exact) < 3 or not token.exact.isalpha():
            return []
        variants = [Variant(((f"+{stem}",),), expansion=IN_COMPOUNDS) for stem in self._stems(token)]
        parts = split(token.exact)
        name = " + ".join(parts)
        if parts and name not in self.without:
            variants.append(Variant(tuple(map(self._part, parts)), True, name))
        return variants

    def _part(self, part: str) -> tuple[str, ...]:
        """What a part of a compound is found by: as a part of others, and as a word of its own in all forms."""
        token = part_token(part)
        forms = (stem_of(form) for form in lemma_forms(part) if self.vocabulary.frequency(form))
        return tuple(dict.fromkeys((token, f"+{token}", *forms)))

    def _corrections(self, token: Token, last: bool) -> list[Variant]:
        """For a word that the index hardly has: its letters with dots, words that begin so, words one slip away."""
        folded = [word for word, _count in self.vocabulary.folded(token.exact) if _adds_dots_only(token.exact, word)]
        if folded:
            return self._named(folded[:MOST_NEIGHBOURS], weak=False)
        variants: list[Variant] = []
        if last and len(token.exact) >= 4:
            variants += self._endings(token.exact)
        unknown = self.vocabulary.frequency(token.exact) == 0
        if unknown and len(token.exact) >= SHORTEST_TYPO:
            distance = 2 if len(token.exact) >= LONG_WORD else 1
            near = [word for word, _count in self.vocabulary.near(token.exact, distance)]
            variants += self._named(near[:MOST_NEIGHBOURS], weak=False)
        return variants

    def _named(self, words: Sequence[str], weak: bool) -> list[Variant]:
        """The words as expansions, each under its own name and found in its inflections."""
        return [
            Variant(((token,),), weak, word)
            for word in words
            if word not in self.without
            for token in (f"={word}", stem_of(word))
            if token not in STOP_WORDS
        ]

    def _endings(self, beginning: str) -> list[Variant]:
        name = f"{beginning}…"
        if name in self.without:
            return []
        longer = [word for word, _count in self.vocabulary.starting(beginning, 2) if word != beginning]
        return [Variant(((f"={beginning}*",),), False, name)] if longer else []

    def _prefix(self, token: Token) -> Group:
        """A word with `*`: all words of the index that begin so."""
        return Group(f"{token.exact}*", (Variant(((f"={token.exact}*",),)),))

    def _add_compounds(self, words: Sequence[Word], groups: list[Group]) -> None:
        """Two words side by side may be one that was written apart: läs främjande."""
        for place, (first, second) in enumerate(pairwise(words)):
            if not (first.token.exact.isalpha() and second.token.exact.isalpha()):
                continue
            for joint in ("", "s"):
                whole = first.token.exact + joint + second.token.exact
                if whole in self.without or not self.vocabulary.frequency(whole):
                    continue
                variants = (Variant(((f"={whole}", stem_of(whole)),), False, whole),)
                for index in (place, place + 1):
                    groups[index] = replace(groups[index], variants=groups[index].variants + variants)

    def _add_names(self, words: Sequence[Word], groups: list[Group]) -> None:
        """Synonyms of a word, or of several that make one name; the longest name wins."""
        place = 0
        while place < len(words):
            for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
                found = self._synonyms(" ".join(word.written for word in words[place : place + length]))
                if found:
                    for index in range(place, place + length):
                        groups[index] = replace(groups[index], variants=groups[index].variants + tuple(found))
                    place += length - 1
                    break
            place += 1

    def _synonyms(self, name: str) -> list[Variant]:
        return [
            Variant(
                tuple((stem_of(plain(word)),) if word.isalpha() else (f"={word}",) for word in synonym.phrase),
                True,
                synonym.name,
            )
            for synonym in synonyms(name)
            if synonym.name not in self.without
        ]


def _adds_dots_only(written: str, word: str) -> bool:
    """Whether the word is the written one with å ä ö é where a a o e stood; `lån` never becomes `län`."""
    return word != written and all(have in (want, fold(want)) for have, want in zip(written, word, strict=False))


def _without_stop_words(clauses: list[tuple[Group, ...]], exact: bool) -> tuple[tuple[Group, ...], ...]:
    """Small words count only in phrases, when exact words are asked for, or when there is nothing else."""
    if exact:
        return tuple(clauses)
    kept = [clause for clause in clauses if not all(_is_stop_word(group) for group in clause)]
    return tuple(kept or clauses)


def _is_stop_word(group: Group) -> bool:
    return not group.phrase and group.written.casefold() in STOP_WORDS
