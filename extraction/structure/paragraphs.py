"""Groups lines to paragraphs, list items and lines that may be headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extraction.structure.line_segments import BULLET, LEADER, NUMBERING, LineSegment, usual_size

MIN_LINES = 30
SPACED = 0.06  # of the steps between lines
TERMINAL = (".", "!", "?", ":", "”", '"', ")")
CONTENTS_LINE = re.compile(r"^(?P<text>.{2,}?)[\s.…·_]*(?:[.…·_]{3,}|\t| )[\s.…·_]*(?P<page>\d{1,4})$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `marker` is the bullet or number that begins an item of a list."""

    lines: list[LineSegment]
    marker: str = ""
    contents: bool = False  # a line of a table of contents

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Typesetting:
    """The typographic measures of a document's running text."""

    body: float  # font size that most letters have, in points
    leadings: Mapping[float, float]  # usual distance of two lines, in points, by font size
    spaced: bool  # whether paragraphs are parted by blank space: then a short line parts nothing

    def leading(self, size: float) -> float:
        return self.leadings.get(size, 1.25 * size)


def typesetting_of(lines: Sequence[LineSegment]) -> Typesetting:
    """Measured on a document's lines of running text, tables left out."""
    steps: dict[float, Counter[float]] = {}
    for above, below in pairwise(lines):
        step = below.baseline - above.baseline
        if above.size == below.size and 0.7 * above.size < step < 2.5 * above.size:
            steps.setdefault(above.size, Counter())[round(step * 2) / 2] += 1
    leadings = {size: _usual(counted) for size, counted in steps.items()}
    body = usual_size(lines)
    if body in leadings:
        ratio = 1.1 * leadings[body] / body
        for size, counted in steps.items():
            if counted.total() < MIN_LINES:
                leadings[size] = min(leadings[size], ratio * size)
    counted = steps.get(body, Counter())
    wide = sum(times for step, times in counted.items() if step > leadings[body] + 0.22 * body)
    return Typesetting(body, leadings, spaced=wide > SPACED * counted.total())


def _usual(steps: Counter[float]) -> float:
    """The smallest step that is common: blank space between paragraphs never makes it."""
    most = max(steps.values())
    return min(step for step, times in steps.items() if times >= 0.35 * most)


def paragraphs_of(lines: Sequence[LineSegment], typesetting: Typesetting) -> list[Paragraph]:
    """Paragraphs of one run of lines on a page."""
    paragraphs: list[Paragraph] = []
    right = _right_edges(lines)
    for index, line in enumerate(lines):
        marker = _marker(line)
        contents = _is_contents(line)
        if (
            paragraphs
            and not contents
            and not _begins_paragraph(paragraphs[-1], lines[index - 1], line, marker, typesetting, right)
        ):
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(Paragraph([line], marker, contents))
    return paragraphs


def _is_contents(line: LineSegment) -> bool:
    return any(LEADER.match(word.text) or word.text.endswith("....") for word in line.words) and bool(
        CONTENTS_LINE.match(line.text)
    )


def _marker(line: LineSegment) -> str:
    if len(line.words) < 2:
        return ""
    first = line.words[0].text
    if BULLET.match(first) and (first != "o" or line.words[1].left - line.words[0].right > 0.6 * line.size):
        return first
    return first if NUMBERING.match(first) else ""


def _right_edges(lines: Sequence[LineSegment]) -> dict[int, float]:
    """The right edge of the column of each line, by the line's left edge in steps of 40 points."""
    edges: dict[int, list[float]] = {}
    for line in lines:
        edges.setdefault(int(line.left // 40), []).append(line.right)
    return {step: max(found) for step, found in edges.items()}


def _begins_paragraph(
    paragraph: Paragraph,
    above: LineSegment,
    line: LineSegment,
    marker: str,
    typesetting: Typesetting,
    right: dict[int, float],
) -> bool:
    """Whether the line begins a new paragraph."""
    step = line.baseline - above.baseline
    if paragraph.contents or abs(line.size - above.size) > 0.6:
        return True
    if line.bold != above.bold and _is_whole_line_style(paragraph, above, line):
        return True
    if step <= 0 or line.left > above.right or line.right < above.left:
        return not _continues_in_next_column(above, line)
    if step > typesetting.leading(above.size) + 0.22 * above.size:
        return True
    if marker and (BULLET.match(marker) or paragraph.marker or _ends_sentence(above)):
        return True
    return _is_indented(paragraph, above, line, right, typesetting.spaced)


def _is_whole_line_style(paragraph: Paragraph, above: LineSegment, line: LineSegment) -> bool:
    """A bold line that stands alone is a heading; bold words that begin or end a paragraph are not."""
    if line.bold:
        return _ends_sentence(above) or len(above.text) < 0.7 * len(line.text)
    return not above.text.rstrip().endswith(",") and len(paragraph.lines) <= 3


def _continues_in_next_column(above: LineSegment, line: LineSegment) -> bool:
    """Whether a line at the top of the next column goes on with the sentence, in the same style."""
    return not _ends_sentence(above) and line.text[:1].islower() and line.bold == above.bold


def _ends_sentence(line: LineSegment) -> bool:
    return line.text.rstrip().endswith(TERMINAL)


def _is_indented(
    paragraph: Paragraph, above: LineSegment, line: LineSegment, right: dict[int, float], spaced: bool
) -> bool:
    """A first line that is drawn in, after a line that ended its sentence before the right edge or at it."""
    indent = line.left - above.left
    if paragraph.marker:
        # The item's text hangs to the right of its mark; what comes back to the left is no part of it.
        first = paragraph.lines[0]
        return line.left < first.left + 0.3 * first.size and len(paragraph.lines) > 1 and above.left > line.left + 3
    short = above.right < right.get(int(above.left // 40), above.right) - 4 * above.size
    if 0.7 * line.size < indent < 5 * line.size:
        return _ends_sentence(above) and line.text[:1].isupper()
    return not spaced and short and _ends_sentence(above) and not line.text[:1].islower()
