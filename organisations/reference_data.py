"""The bodies that the site starts with: a list kept with the source, read from `organisations/data/`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from organisations.models import Organisation

REFERENCE = Path(__file__).parent / "data" / "organisations.csv"
TEXTS = ("code", "kind", "name", "display_name", "genitive", "county_code", "county_name")
SCB_FIELDS = ("region_code", "kind", "name", "county_code", "county_name")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a load went. `different` are sentences about rows that the register has otherwise than the list."""

    new: int
    known: int
    different: tuple[str, ...]


def load(path: Path = REFERENCE) -> Loaded:
    """Add the bodies that are missing. What the register already holds is left as it is, and nothing is removed.

    Editors keep names and aliases in the register, so a difference is told, never mended.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = Organisation.objects.in_bulk([row["code"] for row in rows], field_name="code")
    missing = [row for row in rows if row["code"] not in held]
    with transaction.atomic():
        for row in missing:
            Organisation.objects.create(**values(row))
        for row in missing:
            if row["predecessors"]:
                predecessors = Organisation.objects.filter(code__in=row["predecessors"].split("|"))
                Organisation.objects.get(code=row["code"]).predecessors.set(predecessors)
    different = [told for row in rows if row["code"] in held for told in differences(held[row["code"]], row)]
    return Loaded(len(missing), len(held), tuple(different))


def values(row: Mapping[str, str]) -> dict[str, Any]:
    """A line of the list as fields of the model."""
    return {
        **{name: row[name] for name in TEXTS},
        "region_code": row["region_code"] or None,
        "aliases": [alias for alias in row["aliases"].split("|") if alias],
        "valid_from": date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
    }


def differences(organisation: Organisation, row: Mapping[str, str]) -> list[str]:
    """Where the register disagrees with the list about codes, names and counties."""
    return [
        f"{organisation.code} {name}: registret har ”{held}”, listan ”{row[name]}”"
        for name in SCB_FIELDS
        if (held := getattr(organisation, name) or "") != row[name]
    ]
