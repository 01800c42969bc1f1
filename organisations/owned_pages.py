"""Pages that are some organisations': rows to the register, and what pages with such rows share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable

from content.pages import BasePage
from organisations.models import Organisation


class BelongingRow(Orderable):
    """A body whose page it is. A concrete row adds `page`, a ParentalKey with related_name="organisations"."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    class Meta(Orderable.Meta):
        abstract = True


class BelongingPage(BasePage):
    """A page with rows `organisations`; found by the names of the bodies."""

    class Meta:
        abstract = True

    @property
    def organisation_names(self) -> str:
        """Whose it is, in words; a list fetches `whose()` first."""
        return ", ".join(row.organisation.display_name for row in self.organisations.all())

    def searchable_names(self) -> Sequence[str]:
        bodies = [row.organisation for row in self.organisations.select_related("organisation")]
        called = [name for body in bodies for name in (body.name, body.display_name, *body.aliases)]
        return [*super().searchable_names(), *dict.fromkeys(called)]


def whose(row: type[BelongingRow]) -> Prefetch:
    """The bodies of many pages, by one query."""
    return Prefetch("organisations", queryset=row._default_manager.select_related("organisation"))


def counties_of(page: Any) -> set[str]:
    """The counties of the bodies whose page it is."""
    rows = page.organisations.select_related("organisation")
    return {row.organisation.county_code for row in rows if row.organisation.county_code}
