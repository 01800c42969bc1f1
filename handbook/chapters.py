"""The chapters of the editors' handbook, in the order of `data/chapters.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHAPTERS_FILE = Path(__file__).parent / "data" / "chapters.toml"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One job, told step by step in a template of its own; `summary` is a sentence for the list of contents."""

    slug: str
    title: str
    summary: str

    @property
    def template_name(self) -> str:
        return f"handbook/chapters/{self.slug}.html"


@cache
def chapters() -> dict[str, Chapter]:
    """All chapters by slug."""
    rows = tomllib.loads(CHAPTERS_FILE.read_text(encoding="utf-8"))["chapters"]
    return {row["slug"]: Chapter(**row) for row in rows}
