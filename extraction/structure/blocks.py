"""From lines to blocks: columns in reading order, tables row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.structure.line_segments import Segment, is_mark

PROSE_LINES = 9  # a cell with as many lines
PROSE_WIDTH = 24  # of as many letters is a column of running text
TABLE_GAP = 4.0  # rows of one table stand at most this many font sizes apart


@dataclass(slots=True)
class Chunk:
    """Lines right below each other: a piece of a column, or a cell."""

    lines: list[Segment]
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def __post_init__(self) -> None:
        self.left = min(line.left for line in self.lines)
        self.right = max(line.right for line in self.lines)
        self.top = min(line.top for line in self.lines)
        self.bottom = max(line.bottom for line in self.lines)

    def add(self, line: Segment) -> None:
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.top, self.bottom = min(self.top, line.top), max(self.bottom, line.bottom)

    @property
    def is_prose(self) -> bool:
        letters = sum(len(line.text) for line in self.lines)
        return len(self.lines) >= PROSE_LINES and letters > PROSE_WIDTH * len(self.lines)


@dataclass(slots=True)
class Block:
    """Lines of running text, or the rows of a table with the lines of each cell."""

    lines: list[Segment] = field(default_factory=list)
    rows: list[list[list[Segment]]] = field(default_factory=list)


Row = list[Chunk]


def blocks_of(segments: Sequence[Segment]) -> list[Block]:
    """The blocks of a page in reading order."""
    rows = _rows(_chunks(segments))
    blocks: list[Block] = []
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end - at >= 2:
            table = rows[at:end]
            blocks.append(_columns(table) if _is_columns(table) else _table(table))
            at = end
        else:
            _add_prose(blocks, rows[at])
            at += 1
    return blocks


def _chunks(segments: Sequence[Segment]) -> list[Chunk]:
    chunks: list[Chunk] = []
    for line in segments:
        if chunks and _is_below(chunks[-1], line):
            chunks[-1].add(line)
        else:
            chunks.append(Chunk([line]))
    return chunks


def _is_below(chunk: Chunk, line: Segment) -> bool:
    last = chunk.lines[-1]
    step = line.baseline - last.baseline
    if abs(line.size - last.size) > 0.6:
        return False
    return 0.3 * last.size < step < 2.2 * last.size and (line.left < chunk.right and line.right > chunk.left)


def _rows(chunks: Sequence[Chunk]) -> list[Row]:
    rows: list[Row] = []
    for chunk in chunks:
        if rows and _is_beside(rows[-1], chunk):
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    return rows


def _is_beside(row: Row, chunk: Chunk) -> bool:
    if chunk.left < row[-1].right - 2:
        return False
    top, bottom = min(other.top for other in row), max(other.bottom for other in row)
    overlap = min(bottom, chunk.bottom) - max(top, chunk.top)
    return overlap > 0.5 * min(bottom - top, chunk.bottom - chunk.top)


def _table_end(rows: Sequence[Row], start: int) -> int:
    """The row after the last one that makes a table with the row at `start`; `start` itself when there is none."""
    if len(rows[start]) < 2 or any(chunk.is_prose for chunk in rows[start]):
        return start
    columns = [(chunk.left, chunk.right) for chunk in rows[start]]
    end = at = start + 1
    while at < len(rows) and _fits(rows[at - 1], rows[at], columns):
        columns = _widened(columns, rows[at])
        at += 1
        if len(rows[at - 1]) > 1:
            end = at
    return end if end - start >= 2 else start


def _fits(above: Row, row: Row, columns: list[tuple[float, float]]) -> bool:
    """Whether a row goes on with the table: near enough, and each cell within one column."""
    size = row[0].lines[0].size
    gap = min(chunk.top for chunk in row) - max(chunk.bottom for chunk in above)
    if not -size < gap < TABLE_GAP * size or any(chunk.is_prose for chunk in row):
        return False
    if len(row) == 1:
        hits = [column for column in columns if row[0].left < column[1] and row[0].right > column[0]]
        return len(hits) == 1 or (len(hits) > 1 and len(row[0].lines) == 1)
    starts = sum(any(abs(chunk.left - left) < 2 * size for left, _ in columns) for chunk in row)
    return starts >= min(len(row), len(columns)) - 1 and starts >= 1


def _widened(columns: list[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    if len(row) < len(columns):
        return columns
    if len(row) > len(columns):
        return [(chunk.left, chunk.right) for chunk in row]
    return [(min(left, chunk.left), max(right, chunk.right)) for (left, right), chunk in zip(columns, row, strict=True)]


def _is_columns(rows: Sequence[Row]) -> bool:
    """Whether the "table" is two columns of running text that the file draws line by line."""
    pairs = [row for row in rows if len(row) == 2 and all(len(chunk.lines) == 1 for chunk in row)]
    if len(pairs) < 6 or len(pairs) < 0.8 * len(rows):
        return False
    for side in (0, 1):
        lines = [row[side].lines[0] for row in pairs]
        width = max(line.right for line in lines) - min(line.left for line in lines)
        full = sum(line.right - line.left > 0.8 * width for line in lines)
        letters = sum(len(line.text) for line in lines) / len(lines)
        if full < 0.6 * len(lines) or letters < 25:
            return False
    return True


def _columns(rows: Sequence[Row]) -> Block:
    middle = max(row[1].left for row in rows if len(row) == 2)
    lines = [line for row in rows for chunk in row for line in chunk.lines]
    return Block([line for line in lines if line.left < middle - 2 * line.size]
                 + [line for line in lines if line.left >= middle - 2 * line.size])  # fmt: skip


def _table(rows: Sequence[Row]) -> Block:
    """Each cell goes to its column; a row of one cell that is not in the first column goes on with the row above."""
    widest = max(rows, key=len)
    starts = [chunk.left for chunk in widest]
    cells: list[list[list[Segment]]] = []
    for row in rows:
        line: list[list[Segment]] = [[] for _ in starts]
        for chunk in row:
            column = min(range(len(starts)), key=lambda index, left=chunk.left: abs(starts[index] - left))  # type: ignore[misc]
            line[column].extend(chunk.lines)
        if cells and len(row) == 1 and not line[0]:
            for index, more in enumerate(line):
                cells[-1][index].extend(more)
        else:
            cells.append(line)
    return Block(rows=cells)


def _add_prose(blocks: list[Block], row: Row) -> None:
    """Columns follow each other from left to right; short pieces beside each other are one line."""
    if not blocks or blocks[-1].rows:
        blocks.append(Block())
    lines = blocks[-1].lines
    if len(row) > 1 and all(len(chunk.lines) == 1 for chunk in row):
        lines.append(_one_line([chunk.lines[0] for chunk in row]))
        return
    if len(row) == 2 and len(row[0].lines) == 1 and is_mark(row[0].lines[0].text):
        lines.append(_one_line([row[0].lines[0], row[1].lines[0]]))
        lines.extend(row[1].lines[1:])
        return
    for chunk in row:
        lines.extend(chunk.lines)


def _one_line(parts: Sequence[Segment]) -> Segment:
    first = parts[0]
    return Segment(
        [word for part in parts for word in part.words],
        first.left,
        min(part.top for part in parts),
        max(part.right for part in parts),
        max(part.bottom for part in parts),
        first.baseline,
        max(part.size for part in parts),
        all(part.bold for part in parts),
    )
