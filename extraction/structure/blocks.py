"""Groups lines to blocks in reading order: columns, and tables row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.structure.line_segments import HYPHENS, LineSegment, is_list_marker

PROSE_LINES = 9  # a cell with as many lines
PROSE_WIDTH = 24  # of as many letters is a column of running text
TABLE_GAP = 4.0  # rows of one table stand at most this many font sizes apart


@dataclass(slots=True)
class LineGroup:
    """Lines right below each other: a piece of a column, or a cell."""

    lines: list[LineSegment]
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def __post_init__(self) -> None:
        self.left = min(line.left for line in self.lines)
        self.right = max(line.right for line in self.lines)
        self.top = min(line.top for line in self.lines)
        self.bottom = max(line.bottom for line in self.lines)

    def add(self, line: LineSegment) -> None:
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.top, self.bottom = min(self.top, line.top), max(self.bottom, line.bottom)

    @property
    def is_prose(self) -> bool:
        letters = sum(len(line.text) for line in self.lines)
        return len(self.lines) >= PROSE_LINES and letters > PROSE_WIDTH * len(self.lines)


@dataclass(slots=True)
class LayoutBlock:
    """Lines of running text, or the rows of a table with the lines of each cell."""

    lines: list[LineSegment] = field(default_factory=list)
    rows: list[list[list[LineSegment]]] = field(default_factory=list)


Row = list[LineGroup]


def blocks_of(segments: Sequence[LineSegment]) -> list[LayoutBlock]:
    """The blocks of a page in reading order."""
    rows = _rows(_line_groups(segments))
    blocks: list[LayoutBlock] = []
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


def _line_groups(segments: Sequence[LineSegment]) -> list[LineGroup]:
    groups: list[LineGroup] = []
    for line in segments:
        if groups and _is_below(groups[-1], line):
            groups[-1].add(line)
        else:
            groups.append(LineGroup([line]))
    return groups


def _is_below(group: LineGroup, line: LineSegment) -> bool:
    last = group.lines[-1]
    step = line.baseline - last.baseline
    if abs(line.size - last.size) > 0.6:
        return False
    return 0.3 * last.size < step < 2.2 * last.size and (line.left < group.right and line.right > group.left)


def _rows(groups: Sequence[LineGroup]) -> list[Row]:
    rows: list[Row] = []
    for group in groups:
        if rows and _is_beside(rows[-1], group):
            rows[-1].append(group)
        else:
            rows.append([group])
    return rows


def _is_beside(row: Row, group: LineGroup) -> bool:
    if group.left < row[-1].right - 2:
        return False
    top, bottom = min(other.top for other in row), max(other.bottom for other in row)
    overlap = min(bottom, group.bottom) - max(top, group.top)
    return overlap > 0.5 * min(bottom - top, group.bottom - group.top)


def _table_end(rows: Sequence[Row], start: int) -> int:
    """The row after the last one that makes a table with the row at `start`; `start` itself when there is none."""
    if len(rows[start]) < 2 or any(group.is_prose for group in rows[start]):
        return start
    columns = [(group.left, group.right) for group in rows[start]]
    end = at = start + 1
    while at < len(rows) and _continues_table(rows[at - 1], rows[at], columns):
        columns = _widened(columns, rows[at])
        at += 1
        if len(rows[at - 1]) > 1 or _ends_word(rows[at - 2], rows[at - 1][0]):
            end = at
    return end if end - start >= 2 else start


def _continues_table(above: Row, row: Row, columns: list[tuple[float, float]]) -> bool:
    """Whether a row goes on with the table: near enough, and each cell within one column."""
    size = row[0].lines[0].size
    gap = min(group.top for group in row) - max(group.bottom for group in above)
    if not -size < gap < TABLE_GAP * size or any(group.is_prose for group in row):
        return False
    if len(row) == 1:
        hits = [column for column in columns if row[0].left < column[1] and row[0].right > column[0]]
        return len(hits) == 1 or (len(hits) > 1 and len(row[0].lines) == 1)
    starts = sum(any(abs(group.left - left) < 2 * size for left, _ in columns) for group in row)
    return starts >= min(len(row), len(columns)) - 1 and starts >= 1


def _widened(columns: list[tuple[float, float]], row: Row) -> list[tuple[float, float]]:
    if len(row) < len(columns):
        return columns
    if len(row) > len(columns):
        return [(group.left, group.right) for group in row]
    return [(min(left, group.left), max(right, group.right)) for (left, right), group in zip(columns, row, strict=True)]


def _is_columns(rows: Sequence[Row]) -> bool:
    """Whether the "table" is two columns of running text that the file draws line by line."""
    pairs = [row for row in rows if len(row) == 2 and all(len(group.lines) == 1 for group in row)]
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


def _columns(rows: Sequence[Row]) -> LayoutBlock:
    middle = max(row[1].left for row in rows if len(row) == 2)
    lines = [line for row in rows for group in row for line in group.lines]
    return LayoutBlock([line for line in lines if line.left < middle - 2 * line.size]
                 + [line for line in lines if line.left >= middle - 2 * line.size])  # fmt: skip


def _table(rows: Sequence[Row]) -> LayoutBlock:
    """Each cell goes to its column. One cell that is not in the first column is no row, nor is the rest of words."""
    widest = max(rows, key=len)
    starts = [group.left for group in widest]
    cells: list[list[list[LineSegment]]] = []
    for row in rows:
        line: list[list[LineSegment]] = [[] for _ in starts]
        for group in row:
            column = min(range(len(starts)), key=lambda index, left=group.left: abs(starts[index] - left))  # type: ignore[misc]
            line[column].extend(group.lines)
        if cells and ((len(row) == 1 and not line[0]) or _continues_words(cells[-1], line)):
            for index, more in enumerate(line):
                cells[-1][index].extend(more)
        else:
            cells.append(line)
    return LayoutBlock(rows=cells)


def _continues_words(above: Sequence[Sequence[LineSegment]], row: Sequence[Sequence[LineSegment]]) -> bool:
    """Whether a row of lines goes on with words that the lines above it break."""
    return any(_continues_word(over[-1], under[0]) for over, under in zip(above, row, strict=True) if over and under)


def _continues_word(above: LineSegment, line: LineSegment) -> bool:
    is_broken = above.broken or above.text[-1] in HYPHENS
    return is_broken and line.text[0].islower() and line.size == above.size


def _ends_word(above: Row, cell: LineGroup) -> bool:
    """Whether a cell that stands alone goes on with a word that the cell above it breaks."""
    over = [group for group in above if group.left < cell.right and cell.left < group.right]
    return any(_continues_word(group.lines[-1], cell.lines[0]) for group in over)


def _add_prose(blocks: list[LayoutBlock], row: Row) -> None:
    """Columns follow each other from left to right; short pieces beside each other are one line."""
    if not blocks or blocks[-1].rows:
        blocks.append(LayoutBlock())
    lines = blocks[-1].lines
    if len(row) > 1 and all(len(group.lines) == 1 for group in row):
        lines.append(_one_line([group.lines[0] for group in row]))
        return
    if len(row) == 2 and len(row[0].lines) == 1 and is_list_marker(row[0].lines[0].text):
        lines.append(_one_line([row[0].lines[0], row[1].lines[0]]))
        lines.extend(row[1].lines[1:])
        return
    for group in row:
        lines.extend(group.lines)


def _one_line(parts: Sequence[LineSegment]) -> LineSegment:
    first = parts[0]
    return LineSegment(
        [word for part in parts for word in part.words],
        first.left,
        min(part.top for part in parts),
        max(part.right for part in parts),
        max(part.bottom for part in parts),
        first.baseline,
        max(part.size for part in parts),
        all(part.bold for part in parts),
    )
