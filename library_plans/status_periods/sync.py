"""Writes the periods of what has changed, within the transaction that changes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q

from library_plans.models import OwnerStatusPeriod, Plan, PlanOwner, PlanStatusPeriod
from library_plans.status_periods.comparison import Comparison, PlanPeriodRow, compare
from organisations.models import Organisation

BATCH = 500


@dataclass
class PendingChanges:
    """Primary keys of what has changed and is not yet written."""

    plans: set[int] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)


_batch: ContextVar[PendingChanges | None] = ContextVar("status_period_changes", default=None)


def update_periods(plans: Collection[int] = (), organisations: Collection[int] = ()) -> None:
    """Write the periods of changed plans and owners, at once or at the end of `batched_updates`."""
    changes = _batch.get()
    if changes is None:
        _write_related(plans, organisations)
    else:
        changes.plans.update(plans)
        changes.organisations.update(organisations)


@contextmanager
def batched_updates() -> Iterator[None]:
    """One transaction whose periods are written once, at its end, for code that saves many rows of the same plans."""
    if _batch.get() is not None:
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        changes = PendingChanges()
        token = _batch.set(changes)
        try:
            yield
        finally:
            _batch.reset(token)
        _write_related(changes.plans, changes.organisations)


def rebuild_periods() -> Comparison:
    """Write every period that differs from the rules, and return what differed. Safe to run again."""
    with transaction.atomic():
        _lock(None)
        found = compare()
        _store(found)
    return found


def _write_related(plans: Collection[int], organisations: Collection[int]) -> None:
    """The plans themselves and all that their status bears on.

    That is the plans before them, and all plans and roles of their owners. The owners' rows are locked first: of two
    changes to one owner's plans, the one that waits sees both.
    """
    if not plans and not organisations:
        return
    with transaction.atomic():
        near = set(Plan.all_objects.filter(Q(pk__in=plans) | Q(successors__in=plans)).values_list("pk", flat=True))
        owners = {*organisations, *PlanOwner.all_objects.filter(plan__in=near).values_list("organisation", flat=True)}
        _lock(owners)
        owned = PlanOwner.objects.filter(organisation__in=owners).values_list("plan", flat=True)
        _store(compare({*near, *owned}, owners))


def _lock(organisations: Collection[int] | None) -> None:
    rows = Organisation.objects.select_for_update().order_by("pk")
    if organisations is not None:
        rows = rows.filter(pk__in=organisations)
    list(rows.values_list("pk", flat=True))


def _store(found: Comparison) -> None:
    """Replace the rows of plans and owners that differ; a plan's row keeps its key while its first day is the same."""
    held = PlanStatusPeriod.objects.filter(plan__in=found.plans).values_list("pk", "plan", "first_day")
    wanted = {(row.plan_id, row.first_day) for rows in found.plans.values() for row in rows}
    gone = [key for key, plan, first in held if (plan, first) not in wanted]
    PlanStatusPeriod.objects.filter(pk__in=gone).delete()
    PlanStatusPeriod.objects.bulk_create(
        [PlanStatusPeriod(**row._asdict()) for rows in found.plans.values() for row in rows],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["plan", "first_day"],
        update_fields=[name for name in PlanPeriodRow._fields if name not in ("plan_id", "first_day")],
    )
    _store_owners(found)


def _store_owners(found: Comparison) -> None:
    for role in {role for _organisation, role in found.owners}:
        keys = [organisation for organisation, held in found.owners if held == role]
        OwnerStatusPeriod.objects.filter(role=role, organisation__in=keys).delete()
    rows = [row for group in found.owners.values() for row in group]
    plans = {row.plan_period__plan_id for row in rows}
    periods = PlanStatusPeriod.objects.filter(plan__in=plans).values_list("plan", "first_day", "pk")
    keys_of = {(plan, first): key for plan, first, key in periods}
    new = []
    for row in rows:
        values = row._asdict()
        plan, first = values.pop("plan_period__plan_id"), values.pop("plan_period__first_day")
        new.append(OwnerStatusPeriod(**values, plan_period_id=keys_of.get((plan, first))))
    OwnerStatusPeriod.objects.bulk_create(new, batch_size=BATCH)
