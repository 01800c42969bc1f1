"""Loads the organisations that a site starts with, from `organisations/data/`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from organisations.models import Organisation

REFERENCE_FILE = Path(__file__).parent / "data" / "organisations.csv"
TEXT_FIELDS = ("code", "kind", "name", "display_name", "genitive", "county_code", "county_name")
SCB_FIELDS = ("region_code", "kind", "name", "county_code", "county_name")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The numbers of added and existing organisations, and a sentence for each value that differs from the list."""

    added: int
    existing: int
    differences: tuple[str, ...]


def load_organisations(path: Path = REFERENCE_FILE) -> LoadResult:
    """Add the missing organisations; existing ones are neither changed nor removed.

    Editors maintain names and aliases in the register, so differences are reported, not corrected.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    existing = Organisation.objects.in_bulk([row["code"] for row in rows], field_name="code")
    missing = [row for row in rows if row["code"] not in existing]
    with transaction.atomic():
        for row in missing:
            Organisation.objects.create(**field_values(row))
        for row in missing:
            if row["predecessors"]:
                predecessors = Organisation.objects.filter(code__in=row["predecessors"].split("|"))
                Organisation.objects.get(code=row["code"]).predecessors.set(predecessors)
    messages = [
        message for row in rows if row["code"] in existing for message in differences(existing[row["code"]], row)
    ]
    return LoadResult(len(missing), len(existing), tuple(messages))


def field_values(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of the CSV file as field values of the model."""
    return {
        **{name: row[name] for name in TEXT_FIELDS},
        "region_code": row["region_code"] or None,
        "aliases": [alias for alias in row["aliases"].split("|") if alias],
        "valid_from": date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
    }


def differences(organisation: Organisation, row: Mapping[str, str]) -> list[str]:
    """A sentence for each code, name and county that the register has otherwise than the list."""
    return [
        f"{organisation.code} {name}: registret har ”{value}”, listan ”{row[name]}”"
        for name in SCB_FIELDS
        if (value := getattr(organisation, name) or "") != row[name]
    ]
