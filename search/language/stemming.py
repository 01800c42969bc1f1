"""Stems: what joins the inflected forms of a word. Å, ä and ö stay letters of their own."""

from __future__ import annotations

import re
import threading
from functools import cache, lru_cache

import Stemmer

from search.language.affixes import Use
from search.language.lexicon import lexicon, usage_of

_ALGORITHMS = {"sv": "swedish", "en": "english", "fi": "finnish"}
_SHORT = 4  # letters of a stem; longer ones are hardly ever shared by a noun and another word's verb
_VOWEL_CHANGE = {"böck": "bok", "länd": "land", "städ": "stad", "ledamöt": "ledamot"}
_CHANGED = re.compile(rf"({'|'.join(_VOWEL_CHANGE)})er(?:na)?s?$")
_ADJECTIVE = re.compile(r"(\w{2,}ig)(?:a|as|e|t|en|are|ast|aste)?")
_SPELLINGS = (
    (re.compile(r"[ck]afé(?:ets?$)?"), "kafé"),
    (re.compile(r"^web(?!b)"), "webb"),
    (re.compile(r"^mail(?!l)|mail(?=(?:en|et|a|s)?$)"), "mejl"),
)
_lock = threading.Lock()  # a Snowball stemmer keeps its word inside while it works


@lru_cache(maxsize=200_000)
def stem_of(exact: str, language: str = "sv") -> str:
    """The Snowball stem of a word in lower case; the word itself in a language without a stemmer.

    Stems of other languages than Swedish begin with their code (`fi:kirjasto`), so that none meets a Swedish one.
    Plurals that change their vowel in words of the field (`böcker`) get the stem of the singular, and the two
    spellings of a word one stem (`språkcafé`, `språkkafé`). Adjectives in -ig keep it, where Snowball takes it away,
    and short verbs their -a, where a noun has the same stem: `verkliga` and `verkar` are no forms of `verk`. Nor is
    `dator` one of `data`, or `faktor` of `fakta`: a noun in -or keeps it, where Snowball takes it for a plural.
    """
    if language not in _ALGORITHMS:
        return exact
    if language == "sv":
        for spelling, stem in _SPELLINGS:
            exact = spelling.sub(stem, exact)
        if exact.endswith(("er", "ers", "erna", "ernas")):
            exact = _CHANGED.sub(lambda match: _VOWEL_CHANGE[match[1]], exact)
        if adjective := _ADJECTIVE.fullmatch(exact):
            return adjective[1]
        if exact.endswith("or") and _is_first_form(exact):
            return exact
    with _lock:
        stem = _stemmer(language).stemWord(exact)
    if language != "sv":
        return f"{language}:{stem}"
    return f"{stem}a" if len(stem) <= _SHORT and _is_verb_beside_noun(exact, stem) else stem


def _is_verb_beside_noun(exact: str, stem: str) -> bool:
    """Whether a word is a form of a verb in -a only, and another word is its stem: `verkar` of `verka`, not `verk`."""
    known = lexicon()
    if not usage_of(stem).use & Use.WORD or any(exact in known.forms(entry) for entry in known.entries(stem)):
        return False
    lemmas = {known.forms(entry)[0] for entry in known.entries(exact)}
    return lemmas == {f"{stem}a"}


def _is_first_form(exact: str) -> bool:
    known = lexicon()
    return any(known.forms(entry)[0] == exact for entry in known.entries(exact))


def foreign_stems(exact: str) -> tuple[str, ...]:
    """The stems that passages in other languages have for a word."""
    return tuple(stem_of(exact, language) for language in _ALGORITHMS if language != "sv")


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_ALGORITHMS[language])


@lru_cache(maxsize=50_000)
def part_token(part: str) -> str:
    """What a part of a compound is indexed as: the stem it shares with the free word.

    Most parts are stemmed like words (`biblioteks` → `bibliotek`); where the joint changes the
    word, it is the entry's first form that counts (`hyres` → `hyra`), or for parts with an entry
    of their own the word in -a (`kvinno` → `kvinna`).
    """
    stem = stem_of(part)
    known = lexicon()
    bases: list[str] = []
    for entry in known.entries(part, Use.BEGIN | Use.MIDDLE):
        forms = known.forms(entry)
        if any(stem_of(form) == stem for form in forms):
            return stem
        bases += forms[:1]
    if not bases and part[-1] in "eou" and known.entries(part[:-1] + "a"):
        bases = [part[:-1] + "a"]
    return stem_of(bases[0]) if bases else stem
