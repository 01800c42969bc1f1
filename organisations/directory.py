"""An in-memory directory of all organisations, for labels and for names in queries; refetched after a commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save
from django_tasks.signals import task_started

from delivery.memoize import memoize_until_commit
from organisations.models import Organisation

_request_cache = threading.local()


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """The fields of an organisation that lists and labels need."""

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
    """All organisations by code, in KB's order."""

    by_code: Mapping[str, OrganisationEntry]
    counties: Mapping[str, str]  # name by two-digit number, in order of number

    def __iter__(self) -> Iterator[OrganisationEntry]:
        return iter(self.by_code.values())

    @property
    def regions(self) -> list[tuple[str, str]]:
        """County code and name of each body with the regional task."""
        return [(row.county_code, row.display_name) for row in self if row.region_code]

    def get(self, code: str) -> OrganisationEntry | None:
        """The organisation with a code or a region code (Gotland has both); None if there is none."""
        return self.by_code.get(code) or next((row for row in self if code and row.region_code == code), None)


def organisation_directory() -> OrganisationDirectory:
    """The directory; the same object throughout a request or a task."""
    if not hasattr(_request_cache, "directory"):
        _request_cache.directory = fetch_directory()
    return _request_cache.directory


@memoize_until_commit
def fetch_directory() -> OrganisationDirectory:
    fields = [name for name in OrganisationEntry.__slots__ if name not in ("aliases", "region_code")]
    rows = Organisation.objects.in_kb_order().values(*fields, "aliases", "region_code")
    entries = [
        OrganisationEntry(**{**row, "aliases": tuple(row["aliases"]), "region_code": row["region_code"] or ""})
        for row in rows
    ]
    return OrganisationDirectory(
        by_code={row.code: row for row in entries},
        counties={row.county_code: row.county_name for row in entries if row.county_code},
    )


def clear_request_cache(**signal: Any) -> None:
    _request_cache.__dict__.clear()


request_started.connect(clear_request_cache, dispatch_uid="organisations.directory")
task_started.connect(clear_request_cache, dispatch_uid="organisations.directory")  # a worker never gets a request
post_save.connect(clear_request_cache, sender=Organisation, dispatch_uid="organisations.directory")
post_delete.connect(clear_request_cache, sender=Organisation, dispatch_uid="organisations.directory")
