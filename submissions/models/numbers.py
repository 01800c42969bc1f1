"""Case numbers, without gaps or doubles."""

from __future__ import annotations

from typing import ClassVar

from django.db import models, transaction


class CaseCounter(models.Model):
    """The last case number of a year."""

    wagtail_reference_index_ignore = True

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["year"]

    def __str__(self) -> str:
        return case_number(self.year, self.last)


def case_number(year: int, position: int) -> str:
    """A case's number: year and position within it, from 1.

    >>> case_number(2026, 17)
    '2026-0017'
    """
    return f"{year}-{position:04d}"


def next_number(year: int) -> str:
    """The next free number of a year. The row stays locked until the transaction ends, and a number that is
    rolled back is given to the next case: so there is no gap. Needs a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A case number is taken within the transaction of its case.")
    CaseCounter.objects.get_or_create(year=year)
    counter = CaseCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return case_number(counter.year, counter.last)
