"""Loads the themes that a site starts with."""

from __future__ import annotations

import tomllib
from pathlib import Path

from themes.models import Theme

REFERENCE_FILE = Path(__file__).parent / "data" / "themes.toml"


def load_themes(path: Path = REFERENCE_FILE) -> int:
    """Add the missing themes and leave existing ones as they are; returns how many were added."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
    existing = set(Theme.objects.values_list("slug", flat=True))
    missing = [
        Theme(**{**row, "terms": "\n".join(row["terms"])}, position=position)
        for position, row in enumerate(rows, start=1)
        if row["slug"] not in existing
    ]
    Theme.objects.bulk_create(missing)
    return len(missing)
