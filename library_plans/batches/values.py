"""The values of a row: set from a list or a text, and handed to the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from library_plans.choices import EditionVariant, PlanKind
from library_plans.importer.registration import CollectedFile
from library_plans.models import ImportRow
from organisations.directory import OrganisationDirectory

CHOICES: dict[str, type[TextChoices]] = {"kind": PlanKind, "variant": EditionVariant}


def set_values(row: ImportRow, values: Mapping[str, Any]) -> None:
    """Set fields by name, texts cut to what the field holds."""
    for name, value in values.items():
        length = getattr(row._meta.get_field(name), "max_length", None)
        setattr(row, name, value[:length] if isinstance(value, str) else value)


def collected_file(row: ImportRow, path: Path) -> CollectedFile:
    """The file of a row with its values, as the register takes it."""
    return CollectedFile(
        content=path,
        name=row.original_name,
        owners=row.owners,
        kind=row.kind,
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        decided_on=row.decided_on,
        body=row.body,
        section=row.section,
        dnr=row.dnr,
        variant=row.variant,
        language=row.language,
        source_url=row.source_url,
    )


def stored_value(row: ImportRow, name: str) -> str:
    """The value of a field as a suggestion has it: a day as 2026-11-23, a choice as its code."""
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def shown(name: str, stored: str, directory: OrganisationDirectory) -> str:
    """A stored value in words."""
    if name == "owner_codes":
        return ", ".join(entry.display_name if (entry := directory.get(code)) else code for code in stored.split())
    choices = CHOICES.get(name)
    return str(choices(stored).label) if choices and stored else stored


def place(suggestion: Mapping[str, Any]) -> str:
    """Where a suggestion stands."""
    if not suggestion["page"]:
        return _("name of the file")
    return _("page %(number)d") % {"number": suggestion["page"]}
