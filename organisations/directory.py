"""All names of all organisations, for labels and for names in queries; fetched again after a commit only."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save

from delivery.memoize import memoize_until_commit
from organisations.models import Organisation

_kept = threading.local()


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """What a list or a label needs to know of an organisation."""

    id: int
    code: str
    region_code: str
    name: str
    display_name: str
    genitive: str
    slug: str
    sort_key: str
    county_code: str
    county_name: str
    is_municipality: bool
    aliases: tuple[str, ...]

    def all_names(self) -> tuple[str, ...]:
        return (self.name, self.display_name, *self.aliases)


@dataclass(frozen=True, slots=True)
class OrganisationDirectory:
    """By code; Gotland also answers to its region code."""

    by_code: Mapping[str, OrganisationEntry]
    counties: Mapping[str, str]  # two-digit number -> name, by number

    def __iter__(self) -> Iterator[OrganisationEntry]:
        return iter(self.by_code.values())

    def get(self, code: str) -> OrganisationEntry | None:
        """The organisation with a code, or with a region code."""
        return self.by_code.get(code) or next((row for row in self if row.region_code == code), None)


def organisation_directory() -> OrganisationDirectory:
    """The same object while a request lasts."""
    if not hasattr(_kept, "names"):
        _kept.names = fetch()
    return _kept.names


@memoize_until_commit
def fetch() -> OrganisationDirectory:
    fields = [name for name in OrganisationEntry.__slots__ if name not in ("aliases", "region_code")]
    rows = Organisation.objects.in_kb_order().values(*fields, "aliases", "region_code")
    found = [
        OrganisationEntry(**{**row, "aliases": tuple(row["aliases"]), "region_code": row["region_code"] or ""})
        for row in rows
    ]
    return OrganisationDirectory(
        by_code={row.code: row for row in found},
        counties={row.county_code: row.county_name for row in found if row.county_code},
    )


def forget(**signal: Any) -> None:
    _kept.__dict__.clear()


request_started.connect(forget, dispatch_uid="organisations.directory")
post_save.connect(forget, sender=Organisation, dispatch_uid="organisations.directory")
post_delete.connect(forget, sender=Organisation, dispatch_uid="organisations.directory")
