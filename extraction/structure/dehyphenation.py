"""Joins lines to running text: blanks, words broken at line ends, and the box of each word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from extraction.layout import Word
from extraction.structure.line_segments import HYPHENS, LEADER, LineSegment
from extraction.types import WordBox

IsWord = Callable[[str], bool]
Dictionary = Callable[[str], IsWord]  # for a text: the words of its language

LETTERS = re.compile(r"[^\W\d_]+")
LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "ft",
        "ﬆ": "st",
        "\u00ad": "",
        "\u2010": "-",
        "\u2011": "-",
        "\ufeff": "",
        "\u00a0": " ",
    }
)
SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"”)]?\s+(?=[A-ZÅÄÖ0-9\"”(])|\n")
CONJUNCTIONS = {
    *("och", "eller", "samt", "resp", "respektive", "and", "or", "ja", "tai", "sekä", "og", "und", "oder"),
}


def clean(text: str) -> str:
    """Composed letters, ligatures taken apart, one kind of hyphen, soft hyphens and invisible marks gone."""
    return unicodedata.normalize("NFC", text.translate(LIGATURES))


class RunningText:
    """Text that grows word by word and remembers where on the page each word stands."""

    def __init__(self, is_word: IsWord) -> None:
        self.is_word = is_word
        self.text = ""
        self.boxes: list[WordBox] = []
        self.broken = False  # set by the caller when the file says that the last word continues

    def add_line(self, words: Sequence[Word], separator: str = " ") -> None:
        """Put a line after what is there; a word that was broken at the line end is put together."""
        for index, word in enumerate(words):
            text = clean(word.text)
            if not text or LEADER.match(text):
                continue
            if index == 0 and self.boxes and separator == " " and self._continues_word(words[0], text):
                self._join(word, text)
            else:
                self._add(word, text, (separator if index == 0 else " ") if self.text else "")

    def _add(self, word: Word, text: str, separator: str) -> None:
        start = len(self.text) + len(separator)
        self.text += separator + text
        self.boxes.append(_box(start, len(self.text), word))

    def _continues_word(self, word: Word, text: str) -> bool:
        return (self.text[-1] in HYPHENS or self.broken) and text[0].isalpha() and self._last_letters() != ""

    def _last_letters(self) -> str:
        last = self.text[self.boxes[-1].start :].rstrip(HYPHENS)
        found = LETTERS.findall(last)
        return found[-1] if found and last.endswith(found[-1]) else ""

    def _join(self, word: Word, text: str) -> None:
        """Close the word up when it is one; "barn- och" keeps its hyphen and its blank, "e-bok" its hyphen."""
        following = LETTERS.match(text)
        joined = self._last_letters() + (following[0] if following else "")
        if text.split("-")[0].casefold().rstrip(",.") in CONJUNCTIONS:
            if self.text[-1] not in HYPHENS:
                self._end_with_hyphen()
            self._add(word, text, " ")
            return
        if self.is_word(joined):
            self.text = self.text.rstrip(HYPHENS)
        elif self.text[-1] not in HYPHENS:
            self.text += "-"
        first = self.boxes[-1]
        self.text += text
        self.boxes[-1] = WordBox(first.start, len(self.text), first.left, first.top, first.right, first.bottom)
        self.boxes.append(_box(first.start, len(self.text), word))

    def _end_with_hyphen(self) -> None:
        """Give back the hyphen that a file marks as the end of a broken word: "kultur-", "och fritidsnämnden"."""
        self.text += "-"
        self.boxes[-1] = self.boxes[-1]._replace(end=len(self.text))


def _box(start: int, end: int, word: Word) -> WordBox:
    left, top, right, bottom = word[1:5]
    return WordBox(start, end, round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))


def join_lines(lines: Sequence[LineSegment], is_word: IsWord) -> RunningText:
    """Lines of one paragraph as running text."""
    running = RunningText(is_word)
    for line in lines:
        running.add_line(line.words)
        running.broken = line.broken
    return running


def split_text(text: str, limit: int) -> list[tuple[int, int]]:
    """Start and end of pieces of at most `limit` characters, cut at sentence or line ends, else at a blank."""
    pieces: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > limit:
        cut = _last_end(text, start, start + limit)
        pieces.append((start, len(text[start:cut].rstrip()) + start))
        start = cut + len(text[cut:]) - len(text[cut:].lstrip())
    if text[start:].strip():
        pieces.append((start, len(text.rstrip())))
    return pieces


def _last_end(text: str, start: int, limit: int) -> int:
    ends = [match.end() for match in SENTENCE_END.finditer(text, start, limit)]
    if ends and ends[-1] > start:
        return ends[-1]
    blank = max(text.rfind(" ", start + 1, limit), text.rfind("\t", start + 1, limit))
    return blank if blank > start else limit
