"""Judges whether the text of a page is text, by the share of its words that a dictionary knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

IsWord = Callable[[str], bool]

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
RUN = re.compile(r"\S+")
MIN_WORDS = 12  # with fewer a share says nothing
FEW_WORDS = 5  # as many without a single known one are no text either
MIN_KNOWN = 0.65  # real Swedish pages have 0.85 and more, lists of names less
MAX_GLUED = 0.04
GLUED_LETTERS = 24
MAX_SCRAMBLED = 0.03
# What a font without a map to letters gives: bars, dollars and control marks inside or before words.
SCRAMBLED = re.compile(
    r"[^\W_][|\\^~{}$\x00-\x08\x0b\x0e-\x1f\x80-\x9f\ufffd\ue000-\uf8ff]+[^\W_]"
    r"|^[*%$|\\'&]\W?[A-Z]{3,}|[\ufffd\ue000-\uf8ff]{3,}"
)


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1 of the words of a page."""

    words: int  # runs without blanks
    known: float  # in the dictionary, or a compound of what is in it
    glued: float  # over-long and unknown: blanks were lost
    scrambled: float  # with marks in words as a scrambled font gives

    @property
    def is_text(self) -> bool:
        if self.scrambled > MAX_SCRAMBLED or (self.scrambled and self.scrambled * self.words >= 2):
            return False
        if self.words >= FEW_WORDS and not self.known:
            return False
        return self.words < MIN_WORDS or (self.known >= MIN_KNOWN and self.glued <= MAX_GLUED)


def quality_of(texts: Iterable[str], is_word: IsWord) -> Quality:
    """Judge the texts of one page; words of one or two letters and capitalised names count for nothing.

    >>> quality_of(["biblioteket är öppet"], {"biblioteket", "öppet"}.__contains__).known
    1.0
    """
    words: list[str] = []
    runs = scrambled = 0
    for text in texts:
        words += [word for word in WORD.findall(text) if len(word) > 2]
        found = RUN.findall(text)
        runs += len(found)
        scrambled += sum(bool(SCRAMBLED.search(run)) and not is_word(run) for run in found)
    unknown = [word for word in words if not is_word(word)]
    known = len(words) - len(unknown)
    # A capitalised word that no dictionary has is more often a name than an error.
    names = sum(word.istitle() for word in unknown)
    counted = max(1, len(words) - names // 2)
    glued = sum(len(word) >= GLUED_LETTERS for word in unknown)
    share = known / counted if words else (0.0 if runs else 1.0)
    return Quality(runs, min(1.0, share), glued / max(1, len(words)), scrambled / max(1, runs))
