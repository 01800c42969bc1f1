"""The themes that the site starts with: a list kept with the source."""

from __future__ import annotations

import tomllib
from pathlib import Path

from themes.models import Theme

REFERENCE = Path(__file__).parent / "data" / "themes.toml"


def load(path: Path = REFERENCE) -> int:
    """Add the themes that are missing; those that are there stay as editors have made them. How many were added."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
    held = set(Theme.objects.values_list("slug", flat=True))
    missing = [
        Theme(**{**row, "terms": "\n".join(row["terms"])}, position=position)
        for position, row in enumerate(rows, start=1)
        if row["slug"] not in held
    ]
    Theme.objects.bulk_create(missing)
    return len(missing)
