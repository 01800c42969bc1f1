"""Real documents, when the variable REALDOCS names a folder with them: states, boxes, and one text in three formats."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from extraction.types import Extraction, MediaType, ReadPassage, TextState, WordBox
from library_plans.importer.pipeline import read_file

FOLDER = Path(os.environ.get("REALDOCS", "/nonexistent"))
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FOLDER.is_dir(), reason="REALDOCS names no folder")]

NEVER_GOOD = {"custom-encoding.pdf", "scanned.pdf", "RA-FS-2004_2.pdf", "RA-FS-2006_6.pdf", "SJVFS-2009_26.pdf"}
SAMPLE = 50
WORD = re.compile(r"\w{4,}")


def read(file: Path, scratch: Path) -> Extraction:
    scratch.mkdir()
    return read_file(file, scratch, "sv", (), scratch / "ocr")


def test_poor_text_never_has_the_state_text(tmp_path: Path) -> None:
    files = [file for file in sorted(FOLDER.iterdir()) if file.suffix != ".csv"]
    states = {file.name: read(file, tmp_path / str(number)).state for number, file in enumerate(files)}

    assert {name for name, state in states.items() if state != TextState.TEXT} == NEVER_GOOD & set(states)


def test_one_text_in_three_formats_gives_the_same_words(tmp_path: Path) -> None:
    words = []
    for file in sorted(FOLDER.glob("144_index.*")):
        passages = read(file, tmp_path / file.suffix[1:]).passages
        words.append(Counter(re.findall(r"\w+", " ".join(passage.text for passage in passages).lower())))

    assert len(words) == 3
    for one, other in combinations(words, 2):
        assert (one & other).total() >= 0.97 * max(one.total(), other.total())


def test_the_text_in_a_box_is_the_marked_word(tmp_path: Path) -> None:
    found: list[tuple[Path, ReadPassage, re.Match[str]]] = []
    for number, file in enumerate(sorted(FOLDER.glob("*.pdf"))):
        extraction = read(file, tmp_path / str(number))
        if extraction.state == TextState.TEXT and extraction.media_type == MediaType.PDF:
            found += [
                (file, passage, match) for passage in extraction.passages for match in WORD.finditer(passage.text)
            ]

    missed = [
        match[0] for file, passage, match in random.Random(4).sample(found, SAMPLE) if not shows(file, passage, match)
    ]

    assert missed == []


def shows(file: Path, passage: ReadPassage, match: re.Match[str]) -> bool:
    """Whether the boxes of a word, read back from the file, hold its letters."""
    boxes = [box for box in passage.boxes if box.start < match.end() and match.start() < box.end]
    page = pypdfium2.PdfDocument(file)[passage.page - 1]
    letters = "".join(text_in(page, box) for box in boxes)
    return plain(match[0]) in plain(letters)


def text_in(page: pypdfium2.PdfPage, box: WordBox) -> str:
    left, _, _, top = page.get_bbox()
    sides = (left + box.left - 1, top - box.bottom - 1, left + box.right + 1, top - box.top + 1)
    return page.get_textpage().get_text_bounded(*sides)


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
