"""Names of the places in the demo's texts, from the data that the register of organisations is loaded from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "organisations" / "data" / "organisations.csv"


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    display_name: str
    genitive: str
    county: str  # "Uppsala län"
    region: str  # the body with the regional task in its county
    is_region: bool = False


@cache
def places() -> dict[str, Place]:
    """Every municipality and region by its code; Gotland under its municipality's code only."""
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in ("region", "municipality")]
    regions = {row["region_code"]: row["display_name"] for row in rows if row["region_code"]}
    return {
        row["code"]: Place(
            code=row["code"],
            name=row["name"],
            display_name=row["display_name"],
            genitive=row["genitive"],
            county=row["county_name"],
            region=regions[row["county_code"]],
            is_region=row["kind"] == "region",
        )
        for row in rows
    }


def place(code: str) -> Place:
    return places()[code]
