"""Declares a plan, decision or edition registered in error, and takes that back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from library_plans.indexing import refresh_editions, withdraw_editions
from library_plans.models import Decision, Edition, Plan
from library_plans.open_data.archive import discard_archives
from library_plans.status_periods.sync import batched_updates
from library_plans.tasks import make_open_data_archive

Row = Plan | Decision | Edition


def void(row: Row, user: Any, reason: str) -> None:
    """Leave a row out of everything that is shown or counted, with the reason, from the commit on. It is kept.

    The archive of open data goes with the same commit and is made anew.

    Raises:
        ValidationError: Without a reason.
    """
    void_rows([row], user, reason)


def void_rows(rows: Sequence[Row], user: Any, reason: str) -> None:
    """The same for many rows, with one archive and one order to the index."""
    _change(rows, lambda row: row.mark_void(user, reason))
    withdraw_editions(_editions_of([row for row in rows if not isinstance(row, Decision)]))


def restore(row: Row) -> None:
    """Take back that a row was registered in error: it stands again where it stood."""
    restore_rows([row])


def restore_rows(rows: Sequence[Row]) -> None:
    _change(rows, lambda row: row.unmark_void())


def _change(rows: Sequence[Row], change: Callable[[Row], None]) -> None:
    with batched_updates():
        for row in rows:
            change(row)
            row.save()
        refresh_editions(_editions_of(rows))
        discard_archives()
        make_open_data_archive.enqueue()


def _editions_of(rows: Sequence[Row]) -> list[int]:
    """The editions whose place in the index goes by the rows, by primary key."""
    alone = [row.pk for row in rows if isinstance(row, Edition)]
    plans = [row.pk if isinstance(row, Plan) else row.plan_id for row in rows if not isinstance(row, Edition)]
    of_plans = Edition.all_objects.filter(plan__in=plans).values_list("pk", flat=True) if plans else []
    return [*alone, *of_plans]
