"""Signal receivers that update the periods when a row that they depend on is saved or deleted."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from library_plans.models import Decision, Edition, Plan, PlanOwner
from library_plans.status_periods.sync import update_periods
from organisations.models import Organisation

PARTS = (PlanOwner, Decision, Edition)
AffectedKeys = tuple[set[int], set[int]]  # primary keys of plans and of organisations


def affected_keys(instance: Model) -> AffectedKeys:
    """The plans and organisations whose periods depend on a row as it is."""
    if isinstance(instance, Plan):
        return {instance.pk, *([instance.predecessor_id] if instance.predecessor_id else [])}, set()
    if isinstance(instance, PlanOwner):
        return {instance.plan_id}, {instance.organisation_id}
    return {instance.plan_id}, set()  # type: ignore[attr-defined]


def remember_keys_before_save(sender: type[Model], instance: Model, raw: bool = False, **signal: Any) -> None:
    """Remember the keys for the stored row: the change may leave an owner, a predecessor or a plan."""
    stored = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance.touched_before_save = affected_keys(stored) if stored else (set(), set())  # type: ignore[attr-defined]


def update_after_save(instance: Model, **signal: Any) -> None:
    plans, organisations = affected_keys(instance)
    plans_before, organisations_before = instance.touched_before_save  # type: ignore[attr-defined]
    update_periods(plans | plans_before, organisations | organisations_before)


for model in (Plan, *PARTS):
    pre_save.connect(remember_keys_before_save, sender=model, dispatch_uid=f"status_periods.remember_{model.__name__}")
    post_save.connect(update_after_save, sender=model, dispatch_uid=f"status_periods.saved_{model.__name__}")


@receiver(post_delete, sender=PlanOwner, dispatch_uid="status_periods.owner_deleted")
@receiver(post_delete, sender=Decision, dispatch_uid="status_periods.decision_deleted")
@receiver(post_delete, sender=Edition, dispatch_uid="status_periods.edition_deleted")
def part_deleted(sender: type[Model], instance: Model, origin: Any = None, **signal: Any) -> None:
    """Update the periods, unless the plan is deleted too: then nothing may refer to that plan any more."""
    if getattr(origin, "model", type(origin)) is sender:
        update_periods(*affected_keys(instance))


@receiver(pre_delete, sender=Plan, dispatch_uid="status_periods.plan_before_delete")
def remember_owners(instance: Plan, **signal: Any) -> None:
    instance.organisations_before_delete = set(instance.owners.values_list("organisation", flat=True))


@receiver(post_delete, sender=Plan, dispatch_uid="status_periods.plan_deleted")
def plan_deleted(instance: Plan, **signal: Any) -> None:
    plans, _organisations = affected_keys(instance)
    update_periods(plans - {instance.pk}, instance.organisations_before_delete)


@receiver(post_save, sender=Organisation, dispatch_uid="status_periods.organisation_saved")
def organisation_saved(instance: Organisation, **signal: Any) -> None:
    """Update the owner's periods: its kind or region code decides in which roles it needs a plan."""
    update_periods(organisations={instance.pk})
