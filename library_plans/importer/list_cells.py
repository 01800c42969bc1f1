"""Reads the cells of a list of plans, as people write them, into the values that files are registered with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from content.written_dates import read_day
from library_plans.choices import EditionVariant, PlanKind
from library_plans.importer.folder_files import printable
from library_plans.models import Edition
from organisations.directory import organisation_directory

CODES = re.compile(r"\d+(?:[\s,;]+\d+)*")
BETWEEN_NAMES = re.compile(r"\s*[,;/]\s*|\s+och\s+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def read_cells(cells: Mapping[str, str], labels: Mapping[str, str] | None = None) -> tuple[dict[str, Any], list[str]]:
    """The values of `CollectedFile` that the cells give, by name, and a sentence for each cell that cannot be used.

    `cells` has texts by the names in `READERS`; `labels` has the names of columns for the sentences, where they differ.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, (target, read) in READERS.items():
        written = cells.get(name, "")
        column = (labels or {}).get(name, name)
        if printable(written) != written:
            shown = {"column": column, "value": printable(written)}
            problems.append(_("%(column)s has characters that cannot be shown: %(value)s") % shown)
        elif written:
            try:
                values[target] = read(written, column)
            except ValueError as problem:
                problems.append(str(problem))
    if "starts" in values and "ends" in values and values["ends"] < values["starts"]:
        problems.append(_("A plan cannot end before it starts."))
        del values["ends"]
    return values, problems


def read_owners(written: str, column: str) -> tuple[str, ...]:
    """Codes, to which a spreadsheet may have done away with the zeros in front, or names: "Ystad", "Region Skåne"."""
    if CODES.fullmatch(written):
        codes = re.findall(r"\d+", written)
        return tuple(dict.fromkeys(code.zfill(4 if len(code) > 2 else 2) for code in codes))
    return tuple(dict.fromkeys(owner_code(name) for name in BETWEEN_NAMES.split(written) if name))


def owner_code(name: str) -> str:
    """The code of the organisation with a name; a bare name is that of the municipality."""
    wanted = name.casefold().removesuffix(" kommun").removesuffix("s")
    for row in sorted(organisation_directory(), key=lambda row: not row.is_municipality):
        names = {known.casefold() for known in row.all_names()}
        if name.casefold() in names or wanted in {known.removesuffix("s") for known in names if row.is_municipality}:
            return row.code
    raise ValueError(_("No organisation is called %(name)s.") % {"name": name})


def choice_reader(choices: type[TextChoices], refusal: Callable[[], str]) -> Callable[[str, str], str]:
    """Reads a code, or the label in Swedish."""

    def read(written: str, column: str) -> str:
        for choice in choices:
            if written.casefold() in (choice.value, str(choice.label).casefold()):
                return str(choice.value)
        raise ValueError(refusal() % {"value": written, "known": ", ".join(choices.values)})

    return read


def read_address(written: str, column: str) -> str:
    try:
        Edition._meta.get_field("source_url").clean(written, None)
    except ValidationError as error:
        raise ValueError(
            _("%(column)s is not an address on the web: %(value)s") % {"column": column, "value": written}
        ) from error
    return written


def read_language(written: str, column: str) -> str:
    if not LANGUAGE.fullmatch(written):
        raise ValueError(_("%(column)s is not a code such as sv: %(value)s") % {"column": column, "value": written})
    return written


def read_text(written: str, column: str) -> str:
    return written


def first_day(written: str, column: str) -> date:
    return read_date(written, column, 1, 1)


def last_day(written: str, column: str) -> date:
    return read_date(written, column, 12, 31)


def read_date(written: str, column: str, month: int, day: int) -> date:
    """A day as people write it; a year alone is its month and day given."""
    try:
        return date(int(written), month, day) if re.fullmatch(r"\d{4}", written) else read_day(written)
    except ValueError as error:
        raise ValueError(
            _("%(column)s is not a date (YYYY-MM-DD): %(value)s") % {"column": column, "value": written}
        ) from error


def unknown_kind() -> str:
    return _("Unknown kind of plan: %(value)s. There are %(known)s.")


def unknown_variant() -> str:
    return _("Unknown variant: %(value)s. There are %(known)s.")


# The columns of a list but for the file: the value that each gives, and what reads it.
READERS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "owner_codes": ("owners", read_owners),
    "kind": ("kind", choice_reader(PlanKind, unknown_kind)),
    "title": ("title", read_text),
    "starts": ("starts", first_day),
    "ends": ("ends", last_day),
    "decided_on": ("decided_on", first_day),
    "body": ("body", read_text),
    "section": ("section", read_text),
    "dnr": ("dnr", read_text),
    "variant": ("variant", choice_reader(EditionVariant, unknown_variant)),
    "language": ("language", read_language),
    "source_url": ("source_url", read_address),
}
