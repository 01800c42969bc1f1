"""OCR of single pages with tesseract, in three steps. Each runs in an isolated child process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
from itertools import groupby
from pathlib import Path
from typing import NoReturn

from extraction.layout import PageLayout, Word
from extraction.rasterize import rasterize_page

DPI = 300
MIN_CONFIDENCE = 35.0  # percent: what is below is dirt on the paper
WORD_LEVEL = "5"
IMAGE_FILE, SIZE_FILE, TABLE_FILE = "ocr.png", "ocr.json", "ocr.tsv"


def draw_page(scratch: Path, path: Path, number: int) -> None:
    """First step: the image of a page, counted from 1, and its size.

    Raises:
        Unreadable: The page cannot be drawn.
    """
    image, points = rasterize_page(path, number, dpi=DPI)
    image.convert("L").save(scratch / IMAGE_FILE, "PNG", compress_level=1)
    size = {"points": points, "width": image.width * points, "height": image.height * points}
    (scratch / SIZE_FILE).write_text(json.dumps(size))


def become_tesseract(scratch: Path, program: str) -> NoReturn:
    """Second step: the process becomes tesseract, which writes its table of words to a file and ends.

    Nothing is started, so that whatever the image does to tesseract, no process is left.
    """
    size = json.loads((scratch / SIZE_FILE).read_text())
    files = [str(scratch / IMAGE_FILE), str(scratch / TABLE_FILE.removesuffix(".tsv"))]
    options = ["-l", "swe", "--dpi", str(round(72 / size["points"])), "--psm", "3", "tsv"]
    # More threads take longer, and the other core is someone else's.
    os.execve(program, [program, *files, *options], {**os.environ, "OMP_THREAD_LIMIT": "1"})  # noqa: S606 - a path


def read_words(scratch: Path, number: int) -> PageLayout:
    """Third step: the words that tesseract found on the page, with the sides of the page in points."""
    size = json.loads((scratch / SIZE_FILE).read_text())
    words = words_of((scratch / TABLE_FILE).read_text(encoding="utf-8", errors="replace"), size["points"])
    return PageLayout(number, size["width"], size["height"], words=words, has_graphics=True)


def words_of(tsv: str, points: float) -> list[Word]:
    """Words from tesseract's table; `points` is the length of a pixel.

    Tesseract tells no size of letters: that of a line is taken from the height of its words.
    """
    rows = csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE)
    rows_kept = [row for row in rows if row["level"] == WORD_LEVEL and row["text"] and row["text"].strip()]
    rows_kept = [row for row in rows_kept if float(row["conf"]) >= MIN_CONFIDENCE]
    words: list[Word] = []
    lines = groupby(rows_kept, key=lambda row: (row["block_num"], row["par_num"], row["line_num"]))
    for line, (_, found) in enumerate(lines):
        boxes = [(row["text"].strip(), *_sides(row, points)) for row in found]
        size = round(_median([bottom - top for *_, top, _, bottom in boxes]) * 1.2, 1)
        baseline = _median([bottom for *_, bottom in boxes])
        words += [
            Word(text, left, top, right, bottom, baseline, line, size, bold=False)
            for text, left, top, right, bottom in boxes
        ]
    return words


def _sides(row: dict[str, str], points: float) -> tuple[float, float, float, float]:
    left, top = float(row["left"]), float(row["top"])
    sides = (left, top, left + float(row["width"]), top + float(row["height"]))
    return tuple(round(side * points, 2) for side in sides)  # type: ignore[return-value]


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
