"""OCR of single pages with tesseract. Runs only in the sandboxed child process."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from itertools import groupby
from pathlib import Path

from extraction.layout import PageLayout, Word
from extraction.rasterize import rasterize_page
from extraction.reasons import ReasonCode
from extraction.types import TextState, Unreadable

DPI = 300
MIN_CONFIDENCE = 35.0  # percent: what is below is dirt on the paper
WORD_LEVEL = "5"


def read_page(path: Path, number: int) -> PageLayout:
    """The words that tesseract finds on a page, counted from 1, with the sides of the page in points.

    Raises:
        Unreadable: The page cannot be drawn, or tesseract fails.
    """
    image, points = rasterize_page(path, number, dpi=DPI)
    png = io.BytesIO()
    image.convert("L").save(png, "PNG", compress_level=1)
    answer = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "swe", "--dpi", str(round(72 / points)), "--psm", "3", "tsv"],
        input=png.getvalue(),
        capture_output=True,
        check=False,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # more threads take longer, and the other core is someone else's
    )
    if answer.returncode:
        raise Unreadable(TextState.NO_TEXT, ReasonCode.OCR_FAILED)
    words = words_of(answer.stdout.decode("utf-8", "replace"), points)
    return PageLayout(number, image.width * points, image.height * points, words=words, has_graphics=True)


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
