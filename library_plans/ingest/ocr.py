"""Text from pictures of pages, by tesseract. Runs in the limited child of `ingest.sandbox`, one page at a time."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from library_plans.ingest.readers.pdf import mended, open_document
from library_plans.ingest.render import draw
from library_plans.ingest.types import TextState, Unreadable

DPI = 300
LEAST_CONFIDENCE = 30.0  # percent; below it is dirt on the paper


def available() -> bool:
    """Whether tesseract with Swedish is installed."""
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return "swe" in (listed.stdout + listed.stderr).split()


def read_page(path: str, page: int) -> dict[str, Any]:
    """Page `page` (from 1) in the form that `readers.pdf.read_page` gives, its words read from a picture of it.

    Raises:
        Unreadable: The page cannot be drawn or tesseract fails.
    """
    with closing(open_document(mended(Path(path).read_bytes()))) as document:
        image = draw(document, page, dpi=DPI)
        wide, high = document[page - 1].get_size()
    scale = wide / image.width
    picture = io.BytesIO()
    image.convert("L").save(picture, "PNG", compress_level=1)
    answer = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "swe", "--dpi", str(round(72 / scale)), "--psm", "3", "tsv"],
        input=picture.getvalue(),
        capture_output=True,
        check=False,
    )
    if answer.returncode:
        raise Unreadable(TextState.NO_TEXT, "Texten på sidan gick inte att läsa ur bilden.")
    lines = tsv_lines(answer.stdout.decode("utf-8", "replace"), scale)
    return {"number": page, "width": wide, "height": high, "lines": lines, "rules": [], "image": 1.0}


def tsv_lines(tsv: str, scale: float) -> list[list[Any]]:
    """Lines as [size, bold, turn, words] from tesseract's table; `scale` is points a pixel.

    A letter's height is not told, so a line's size is that of its highest box, which holds for lines of more than a word.
    """
    lines: dict[tuple[str, ...], list[list[Any]]] = {}
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row["level"] != "5" or not text or float(row["conf"]) < LEAST_CONFIDENCE:
            continue
        left, top = float(row["left"]) * scale, float(row["top"]) * scale
        right, bottom = left + float(row["width"]) * scale, top + float(row["height"]) * scale
        key = (row["block_num"], row["par_num"], row["line_num"])
        lines.setdefault(key, []).append([text, *(round(side, 2) for side in (left, top, right, bottom))])
    return [[round(max(w[4] for w in words) - min(w[2] for w in words), 1), False, 0, words] for words in lines.values()]
