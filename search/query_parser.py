"""What a reader wrote, cut into words, phrases and signs. Every text can be read; nothing here fails."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 1_000  # characters; what is beyond is left out, and the reader is told
MOST = 32  # words and phrases

_ATOM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"”": '"', "“": '"', "„": '"', "»": '"', "«": '"', "\0": " "})


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a phrase as written, without its signs."""

    text: str
    phrase: bool = False
    prefix: bool = False  # ended with *
    excluded: bool = False  # began with -


@dataclass(frozen=True, slots=True)
class Written:
    """A query cut in pieces: an AND of clauses, each an OR of atoms; and what must not occur."""

    clauses: tuple[tuple[Atom, ...], ...]
    excluded: tuple[Atom, ...] = ()
    cut: bool = False  # longer than what is read

    @property
    def plain(self) -> bool:
        """Whether it is words only, without any sign."""
        return not self.excluded and all(
            len(clause) == 1 and not clause[0].phrase and not clause[0].prefix for clause in self.clauses
        )


def parse(text: str) -> Written:
    """Cut a query: words, "phrases", -not, OR and prefix*. Lonely signs are left out.

    >>> [[atom.text for atom in clause] for clause in parse('läs* "annat modersmål" -film a OR b').clauses]
    [['läs'], ['annat modersmål'], ['a', 'b']]
    """
    clauses: list[tuple[Atom, ...]] = []
    excluded: list[Atom] = []
    either = False
    found = list(_ATOM.finditer(text[:LONGEST].translate(_QUOTES)))
    for match in found[:MOST]:
        if match["word"] == "OR" and not match["minus"]:
            either = bool(clauses)
            continue
        atom = _atom(match)
        if atom is None:
            continue
        if atom.excluded:
            excluded.append(atom)
        elif either:
            clauses[-1] = (*clauses[-1], atom)
        else:
            clauses.append((atom,))
        either = False
    return Written(tuple(clauses), tuple(excluded), len(text) > LONGEST or len(found) > MOST)


def _atom(match: re.Match[str]) -> Atom | None:
    """The atom of a match; None when there is no letter or digit in it."""
    excluded = bool(match["minus"])
    if match["phrase"] is not None:
        text, phrase, prefix = match["phrase"].strip(), True, False
    else:
        word = match["word"]
        text, phrase, prefix = word.rstrip("*"), False, word.endswith("*")
    if not any(character.isalnum() or character == "§" for character in text):
        return None
    return Atom(text, phrase, prefix, excluded)
