"""Groups words to line segments: what stands on one line within one column or cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extraction.layout import PageLayout, Word

# A gap as wide as this many times the font size parts two columns or cells; wider than any justified blank.
CELL_GAP = 1.5
MIN_SPACED = 4  # single letters that follow each other: a spaced word
WORD_GAP = 1.7  # times the gap between its letters
HYPHENS = "-\u2010\u2011\u00ad"
BULLET = re.compile(r"^(?:[•●○◦▪■□‣⁃∙·➢➤✓✔*\uf0b7\uf0a7\uf0d8\uf02d\uf0fc–—-]|o)$")
NUMBERING = re.compile(r"^(?:\(?(?:\d{1,3}|[a-zA-ZåäöÅÄÖ]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?|§)$")
BARE_NUMBER = re.compile(r"^\d{1,2}$")
LEADER_IN_WORD = re.compile(r"^(.*?)([.…·_]{4,})(.*)$")
LEADER = re.compile(r"^[.…·_]{3,}$")


@dataclass(slots=True)
class LineSegment:
    """Words that follow each other on one line without a gap."""

    words: list[Word]
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def broken(self) -> bool:
        """Whether the file says that the last word goes on on the next line."""
        return self.words[-1].broken


def segment(words: list[Word]) -> LineSegment:
    """The line that the words make; its font is the one most of its letters have."""
    letters: dict[tuple[float, bool], int] = {}
    for word in words:
        style = (word.size, word.bold)
        letters[style] = letters.get(style, 0) + len(word.text)
    size, bold = max(letters, key=lambda style: letters[style])
    return LineSegment(
        words,
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
        words[0].baseline,
        size,
        bold,
    )


def usual_size(lines: Sequence[LineSegment]) -> float:
    """The font size that most letters have; 0 without lines."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += sum(len(word.text) for word in line.words)
    return letters.most_common(1)[0][0] if letters else 0.0


def segments_of(page: PageLayout) -> list[LineSegment]:
    """The lines of a page, in the order of the file, or from top to bottom where the file has no order."""
    words = [part for word in closed_up(page.words) for part in _without_leader(word)]
    upright = [word for word in words if not _is_turned(word)]
    turned = [word for word in words if _is_turned(word)]
    segments = [segment(words) for words in _runs(upright)]
    if _is_shuffled(segments):
        ordered = sorted(upright, key=lambda word: (round(word.baseline / 3), word.left))
        segments = [segment(words) for words in _runs([word._replace(line=0) for word in ordered])]
    return segments + [segment(words) for words in _runs(turned)]


def closed_up(words: Sequence[Word]) -> list[Word]:
    """The words, with those whose letters are spaced ("B I B L I O T E K") put together.

    Four single letters or more on one line are spaced; a gap much wider than between them parts two words.
    """
    found: list[Word] = []
    for is_letter, run in groupby(words, key=lambda word: (len(word.text) == 1 and word.text.isalpha(), word.line)):
        letters = list(run)
        found += _words_of_letters(letters) if is_letter[0] and len(letters) >= MIN_SPACED else letters
    return found


def _words_of_letters(letters: Sequence[Word]) -> list[Word]:
    gaps = [second.left - first.right for first, second in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 2]
    if usual > letters[0].size:
        return list(letters)  # the letters of a list or a table
    words = [letters[0]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        last = words[-1]
        if gap > WORD_GAP * max(usual, 0.1 * letter.size):
            words.append(letter)
        else:
            words[-1] = last._replace(
                text=last.text + letter.text,
                right=letter.right,
                top=min(last.top, letter.top),
                bottom=max(last.bottom, letter.bottom),
            )
    return words


def _without_leader(word: Word) -> list[Word]:
    """ "Inledning......4" is three words; their places are shared out by length."""
    match = LEADER_IN_WORD.match(word.text) if "..." in word.text or "…" in word.text or "__" in word.text else None
    if not match:
        return [word]
    step = (word.right - word.left) / len(word.text)
    return [
        word._replace(text=text, left=word.left + match.start(at) * step, right=word.left + match.end(at) * step)
        for at, text in enumerate(match.groups(), start=1)
        if text
    ]


def _is_turned(word: Word) -> bool:
    return len(word.text) > 2 and (word.bottom - word.top) > 2.5 * (word.right - word.left)


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    runs: list[list[Word]] = []
    for word in words:
        if runs and _continues(runs[-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _continues(run: list[Word], word: Word) -> bool:
    last = run[-1]
    reach = max(last.size, word.size, 1.0)
    if abs(word.baseline - last.baseline) > 0.6 * reach or word.left < last.left - 0.5 * reach:
        return False
    gap = word.left - last.right
    if word.line != last.line and not -0.3 * reach < gap < 0.6 * reach:
        # A marker of its own begins the line that follows it: "•", "2.1", "a)".
        return len(run) == 1 and 0 < gap < 5 * reach and _is_mark_before(run[0].text, word.text)
    if gap <= CELL_GAP * reach or LEADER.match(word.text) or LEADER.match(last.text):
        return True
    return len(run) == 1 and gap < 6 * reach and _is_mark_before(run[0].text, word.text)


def _is_mark_before(word: str, following: str) -> bool:
    return is_list_marker(word) or (bool(BARE_NUMBER.match(word)) and following[:1].isalpha())


def is_list_marker(word: str) -> bool:
    """Whether a word is a bullet or a number before an item or a heading."""
    return bool(BULLET.match(word) or NUMBERING.match(word))


def _is_shuffled(segments: Sequence[LineSegment]) -> bool:
    """Whether the file draws its lines in no order: more than every third one stands above the one before."""
    if len(segments) < 10:
        return False
    ups = sum(
        second.baseline < first.baseline - first.size and second.left < first.right
        for first, second in pairwise(segments)
    )
    return ups > len(segments) / 3
