"""Files between a limited child process and its parent: JSON, a header on the first line, then a passage a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from extraction.layout import Bookmark, FileLayout, PageLayout, Word
from extraction.reasons import ExtractionReason
from extraction.types import Extraction, PassageKind, ReadPage, ReadPassage, TextState, WordBox

EXTRACTION_FILE = "extraction.jsonl"


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_extraction(scratch: Path, extraction: Extraction) -> None:
    """Write what was read; the file gets its name when it is whole."""
    header = {
        "state": extraction.state,
        "reasons": [reason.as_json() for reason in extraction.reasons],
        "version": extraction.reader_version,
        "media_type": extraction.media_type,
        "section_starts": extraction.section_starts,
        "pages": [[page.number, page.state, page.label, page.width, page.height] for page in extraction.pages],
    }
    unfinished = scratch / (EXTRACTION_FILE + ".part")
    with unfinished.open("w", encoding="utf-8", errors="replace") as file:
        file.write(_to_json(header) + "\n")
        for passage in extraction.passages:
            file.write(_to_json(_row(passage)) + "\n")
    unfinished.rename(scratch / EXTRACTION_FILE)


def _row(passage: ReadPassage) -> list[object]:
    return [
        passage.page, passage.kind, passage.text, passage.heading_path, passage.level, passage.language, passage.boxes,
    ]  # fmt: skip


def read_extraction(scratch: Path) -> Extraction | None:
    """What a child wrote, or None when it wrote nothing. The passages are read from the file as they are asked for."""
    path = scratch / EXTRACTION_FILE
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as file:
        header = json.loads(file.readline())
    return Extraction(
        state=TextState(header["state"]),
        reasons=tuple(map(ExtractionReason.from_json, header["reasons"])),
        reader_version=header["version"],
        media_type=header["media_type"],
        pages=tuple(ReadPage(number, TextState(state), *rest) for number, state, *rest in header["pages"]),
        passages=_PassagesFromFile(path),
        section_starts=tuple(header["section_starts"]),
    )


class _PassagesFromFile(Iterable[ReadPassage]):
    """The passages that a child wrote, in order; the file is read anew at each iteration."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[ReadPassage]:
        with self.path.open(encoding="utf-8") as file:
            file.readline()
            for line in file:
                page, kind, text, path, level, language, boxes = json.loads(line)
                places = tuple(map(WordBox._make, boxes))
                yield ReadPassage(page, PassageKind(kind), text, tuple(path), level, language, places)


def write_layout(path: Path, layout: FileLayout) -> None:
    """Write pages, to be structured later; the file gets its name when it is whole."""
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("w", encoding="utf-8", errors="replace") as file:
        file.write(
            _to_json(
                {
                    "pages": [asdict(page) for page in layout.pages],
                    "bookmarks": layout.bookmarks,
                    "language": layout.language,
                }
            )
        )
    unfinished.rename(path)


def read_layout(path: Path) -> FileLayout:
    content = json.loads(path.read_text(encoding="utf-8"))
    pages = [PageLayout(**{**page, "words": [Word(*word) for word in page["words"]]}) for page in content["pages"]]
    bookmarks = [Bookmark(*bookmark) for bookmark in content["bookmarks"]]
    return FileLayout(pages, bookmarks, content.get("language", ""))
