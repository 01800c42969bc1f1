"""Judges whether the text of a PDF page is text, by its words: their form, and in Swedish the dictionary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

IsWord = Callable[[str], bool]

WORD = re.compile(r"(?<![\w|^~{}$\\])[^\W\d_]{3,}(?:-[^\W\d_]+)*(?![\w|^~{}$\\])")
RUN = re.compile(r"\S+")
MIN_WORDS = 20  # with fewer the dictionary says nothing
FEW_WORDS = 2  # with fewer nothing does
MIN_WELL_FORMED_FEW = 0.4
MIN_KNOWN = 0.65  # real Swedish pages have 0.85 and more, lists of names less
MIN_WELL_FORMED = 0.85  # words of any language have 0.95 and more
MIN_WELL_FORMED_ALONE = 0.75  # where no dictionary is asked
MAX_GLUED = 0.04
GLUED_LETTERS = 24
MAX_ACRONYM = 5  # letters
MAX_SCRAMBLED = 0.03
# What a font without a map to letters gives: bars, dollars and control marks inside or before words.
SCRAMBLED = re.compile(
    r"[^\W_][|\\^~{}$\x00-\x08\x0b\x0e-\x1f\x80-\x9f\ufffd\ue000-\uf8ff]+[^\W_]"
    r"|^[*%$|\\'&]\W?[A-Z]{3,}|[\ufffd\ue000-\uf8ff]{3,}"
)
VOWEL = re.compile(r"[aeiouyåäöæøáàâčéèêëíìîïóòôõúùûüœ]", re.IGNORECASE)
CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{7}", re.IGNORECASE)
CAPITAL_INSIDE = re.compile(r"[a-zåäö][A-ZÅÄÖ]")


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1 of the words of a page. Codes, numbers and acronyms are no words here."""

    runs: int  # without blanks
    words: int
    known: float  # in the Swedish dictionary, or a compound of what is in it
    well_formed: float  # as a word of any language is: a vowel, no capital inside
    glued: float  # over-long and unknown: blanks were lost
    scrambled: float  # with marks in words as a scrambled font gives

    def is_text(self, is_swedish: bool) -> bool:
        """Whether the page can be trusted; the dictionary has a say where the page is Swedish."""
        if self.scrambled > MAX_SCRAMBLED or (self.scrambled and self.scrambled * self.runs >= 2):
            return False
        if is_swedish and self.glued > MAX_GLUED:
            return False
        if self.words < MIN_WORDS:
            return self.words < FEW_WORDS or self.well_formed >= MIN_WELL_FORMED_FEW
        if is_swedish:
            return self.known >= MIN_KNOWN or self.well_formed >= MIN_WELL_FORMED
        return self.well_formed >= MIN_WELL_FORMED_ALONE


def quality_of(texts: Iterable[str], is_word: IsWord) -> Quality:
    """Judge the texts of one page; capitalised names count half, acronyms and words with digits for nothing.

    >>> quality_of(["biblioteket är öppet"], {"biblioteket", "öppet"}.__contains__).known
    1.0
    """
    words: list[str] = []
    runs = scrambled = 0
    for text in texts:
        words += [word for word in WORD.findall(text) if not (word.isupper() and len(word) <= MAX_ACRONYM)]
        found = RUN.findall(text)
        runs += len(found)
        scrambled += sum(bool(SCRAMBLED.search(run)) and not is_word(run) for run in found)
    unknown = [word for word in words if not is_word(word)]
    # A capitalised word that no dictionary has is more often a name than an error.
    names = sum(word.istitle() for word in unknown)
    known = (len(words) - len(unknown)) / max(1, len(words) - names // 2)
    well_formed = sum(map(_is_well_formed, words)) / max(1, len(words))
    glued = sum(len(word) >= GLUED_LETTERS for word in unknown) / max(1, len(words))
    return Quality(runs, len(words), min(1.0, known), well_formed, glued, scrambled / max(1, runs))


def _is_well_formed(word: str) -> bool:
    """Whether a word looks like one of some language. Of other scripts than the Latin every word does."""
    if not word[0].isascii() and not VOWEL.search(word):
        return True
    return bool(VOWEL.search(word)) and not CONSONANTS.search(word) and not CAPITAL_INSIDE.search(word)
