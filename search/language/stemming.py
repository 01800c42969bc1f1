"""Stems: what joins the inflected forms of a word. Å, ä and ö stay letters of their own."""

from __future__ import annotations

import re
import threading
from functools import cache, lru_cache

import Stemmer

from search.language.affixes import Use
from search.language.lexicon import lexicon

_ALGORITHMS = {"sv": "swedish", "en": "english", "fi": "finnish"}
_VOWEL_CHANGE = {"böck": "bok", "länd": "land", "städ": "stad", "ledamöt": "ledamot"}
_CHANGED = re.compile(rf"({'|'.join(_VOWEL_CHANGE)})er(?:na)?s?$")
_lock = threading.Lock()  # a Snowball stemmer keeps its word inside while it works


@lru_cache(maxsize=200_000)
def stem_of(exact: str, language: str = "sv") -> str:
    """The Snowball stem of a word in lower case; the word itself in a language without a stemmer.

    Plurals that change their vowel in words of the field (`böcker`) get the stem of the singular.
    """
    if language not in _ALGORITHMS:
        return exact
    if language == "sv" and exact.endswith(("er", "ers", "erna", "ernas")):
        exact = _CHANGED.sub(lambda match: _VOWEL_CHANGE[match[1]], exact)
    with _lock:
        return _stemmer(language).stemWord(exact)


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
