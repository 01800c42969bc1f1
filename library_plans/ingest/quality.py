"""Whether the text of a page is text: by the share of its words that a dictionary knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

IsWord = Callable[[str], bool]

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
RUN = re.compile(r"\S+")
MIN_WORDS = 12  # with fewer a share says nothing
MIN_KNOWN = 0.6  # real Swedish pages have 0.85 and more, lists of names 0.6
MAX_GLUED = 0.04
GLUED_LETTERS = 24
MAX_ODD = 0.3
ODD_MIDDLE = re.compile(r"[^\W\d_][^\w\s\-–—'’´./:@&+()§*\"”,;]+[^\W\d_]|[\ufffd\x00-\x08\ue000-\uf8ff]|[a-zåäö][A-ZÅÄÖ]|[A-Z]\d[A-Z]")


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1 of the words of a page."""

    words: int
    known: float  # in the dictionary, or a compound of what is in it
    glued: float  # over-long and unknown: blanks were lost
    odd: float  # with marks in the middle of a word, as a scrambled font gives

    @property
    def is_text(self) -> bool:
        if self.words < MIN_WORDS:
            return True
        return self.known >= MIN_KNOWN and self.glued <= MAX_GLUED and self.odd <= MAX_ODD


def quality_of(texts: Iterable[str], is_word: IsWord) -> Quality:
    """Judge the texts of one page; words of one or two letters and capitalised names count for nothing.

    >>> quality_of(["biblioteket är öppet"], {"biblioteket", "öppet"}.__contains__).known
    1.0
    """
    words: list[str] = []
    runs = odd = 0
    for text in texts:
        words += [word for word in WORD.findall(text) if len(word) > 2]
        found = RUN.findall(text)
        runs += len(found)
        odd += sum(bool(ODD_MIDDLE.search(run)) for run in found)
    known = sum(is_word(word) for word in words)
    # A capitalised word that no dictionary has is more often a name than an error.
    names = sum(word.istitle() and not is_word(word) for word in words)
    counted = max(1, len(words) - names // 2)
    glued = sum(len(word) >= GLUED_LETTERS and not is_word(word) for word in words)
    share = known / counted if words else (0.0 if runs else 1.0)
    return Quality(max(len(words), runs // 2), min(1.0, share), glued / max(1, len(words)), odd / max(1, runs))
