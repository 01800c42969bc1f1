"""Builds passages with their heading path from paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.structure.dehyphenation import Dictionary, RunningText, join_lines, split_text
from extraction.structure.line_segments import BULLET, LineSegment
from extraction.structure.paragraphs import Paragraph
from extraction.types import PassageKind, ReadPassage, WordBox

MAX_CHARACTERS = 1_200  # characters
WORDLESS = re.compile(r"^[\W_]*$")


class PassageBuilder:
    """Collects passages; consecutive items of a list become one passage."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.passages: list[ReadPassage] = []
        self._path: list[tuple[int, str]] = []
        self._items: list[RunningText] = []
        self._page = 0

    def add(self, page: int, paragraph: Paragraph, level: int) -> None:
        """Add a paragraph; `level` is 0 unless it is a heading."""
        self._page = page
        if level:
            self.end_list()
            self._add_heading(page, paragraph, level)
        elif paragraph.marker or paragraph.contents:
            self._items.append(self._item(paragraph))
        else:
            self.end_list()
            self._write(page, PassageKind.PARAGRAPH, self._join(paragraph.lines))

    def add_table(self, page: int, rows: Sequence[Sequence[Sequence[LineSegment]]]) -> None:
        """Add a table: a row a line, tabs between cells."""
        self.end_list()
        text = RunningText(self.dictionary(" ".join(line.text for row in rows for cell in row for line in cell)))
        for row in rows:
            self._add_row(text, row)
        self._write(page, PassageKind.TABLE, text)

    def _add_row(self, text: RunningText, row: Sequence[Sequence[LineSegment]]) -> None:
        for column, cell in enumerate(row):
            if column or text.text:
                text.text += "\t" if column else "\n"
            text.broken = False
            for index, line in enumerate(cell):
                if index == 0:
                    text.add_line(line.words, separator="")
                else:
                    text.add_line(line.words)
                text.broken = line.broken

    def end_list(self) -> None:
        """Write the items that were collected, as many in a passage as there is room for."""
        together = RunningText(str.isalpha)
        for item in self._items:
            if together.text and len(together.text) + len(item.text) + 1 > MAX_CHARACTERS:
                self._write(self._page, PassageKind.LIST, together)
                together = RunningText(str.isalpha)
            together.text += "\n" if together.text else ""
            shift = len(together.text)
            together.text += item.text
            together.boxes += [_moved(box, shift) for box in item.boxes]
        self._items = []
        self._write(self._page, PassageKind.LIST, together)

    def end_page(self) -> None:
        self.end_list()

    def _join(self, lines: Sequence[LineSegment]) -> RunningText:
        return join_lines(lines, self.dictionary(" ".join(line.text for line in lines)))

    def _item(self, paragraph: Paragraph) -> RunningText:
        first = paragraph.lines[0]
        if paragraph.marker and BULLET.match(paragraph.marker):
            first = _without_marker(first)
        return self._join([first, *paragraph.lines[1:]])

    def _add_heading(self, page: int, paragraph: Paragraph, level: int) -> None:
        running = self._join(paragraph.lines)
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._write(page, PassageKind.HEADING, running, level)
        self._path.append((level, running.text[:300]))

    def _write(self, page: int, kind: PassageKind, running: RunningText, level: int = 0) -> None:
        if WORDLESS.match(running.text):
            return
        path = tuple(text for _, text in self._path)
        for start, end in split_text(running.text, MAX_CHARACTERS):
            boxes = tuple(_moved(box, -start) for box in running.boxes if box.start >= start and box.end <= end)
            self.passages.append(ReadPassage(page, kind, running.text[start:end], path, level, boxes=boxes))


def _moved(box: WordBox, by: int) -> WordBox:
    return WordBox(box.start + by, box.end + by, box.left, box.top, box.right, box.bottom) if by else box


def _without_marker(line: LineSegment) -> LineSegment:
    return LineSegment(
        line.words[1:], line.left, line.top, line.right, line.bottom, line.baseline, line.size, line.bold
    )
