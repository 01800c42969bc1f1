"""What the dictionary knows about a word: its other forms, and whether it is one at all."""

from __future__ import annotations

from functools import lru_cache

from search.language.affixes import Use
from search.language.compounds import split
from search.language.lexicon import lexicon, usage_of
from search.language.normalization import plain


def lemma_forms(word: str) -> tuple[str, ...]:
    """All forms of the dictionary entries that a word belongs to, itself first; of a compound by its last part."""
    return _lemma_forms(plain(word))


@lru_cache(maxsize=20_000)
def _lemma_forms(exact: str) -> tuple[str, ...]:
    found = _entry_forms(exact)
    if not found:
        *first, last = split(exact) or (exact,)
        found = ["".join(first) + form for form in _entry_forms(last)]
    return tuple(dict.fromkeys([exact, *found]))


def part_forms(part: str) -> tuple[str, ...]:
    """All forms of the free word of a part of a compound, where the dictionary tells: `skol` has those of `skola`."""
    if lexicon().entries(part):
        return lemma_forms(part)
    beginning = part[:-1] if part[-1] in "eou" else part
    return (part, *_entry_forms(beginning + "a"))


def _entry_forms(exact: str) -> list[str]:
    known = lexicon()
    return [form for entry in known.entries(exact) for form in known.forms(entry)]


def is_known(word: str) -> bool:
    """Whether the dictionary has the word, or it is a compound of dictionary words."""
    return _is_known(plain(word))


def is_ordinary_word(word: str) -> bool:
    """Whether the dictionary has it in lower case: `berg` and `vara`, but not the names `Habo` and `Malmö`."""
    use = usage_of(plain(word)).use
    return bool(use & Use.WORD) and not use & Use.NAME


@lru_cache(maxsize=200_000)
def _is_known(exact: str) -> bool:
    return bool(usage_of(exact).use & Use.WORD) or bool(split(exact))
