"""Signal receivers: a change in the register reindexes editions, and a redaction is applied at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

from library_plans.importer.store import mark_interrupted
from library_plans.indexing import refresh_editions, withdraw_editions
from library_plans.models import Decision, Edition, Plan, PlanOwner, Redaction
from library_plans.open_data.archive import discard_archives
from library_plans.redaction.masking import apply_redaction
from library_plans.tasks import make_open_data_archive, read_edition_file
from organisations.models import Organisation


def refresh_related(*plans: int) -> None:
    """Reindex all editions of plans that share an owner: which of them is the newest depends on each."""
    refresh_editions(Edition.objects.filter(plan__in=Plan.objects.related_to(plans)).values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=Plan, dispatch_uid="library_plans.plan_changed")
def plan_changed(instance: Plan, created: bool = False, **signal: Any) -> None:
    if not created:
        refresh_related(instance.pk, *([instance.predecessor_id] if instance.predecessor_id else []))


@receiver([post_save, post_delete], sender=PlanOwner, dispatch_uid="library_plans.owner_changed")
@receiver([post_save, post_delete], sender=Decision, dispatch_uid="library_plans.decision_changed")
def part_of_plan_changed(instance: PlanOwner | Decision, **signal: Any) -> None:
    refresh_related(instance.plan_id)


@receiver(post_save, sender=Edition, dispatch_uid="library_plans.edition_changed")
def edition_changed(instance: Edition, **signal: Any) -> None:
    """Reindex the plan's editions: another one may be preferred now."""
    refresh_editions(Edition.objects.filter(plan=instance.plan_id).values_list("pk", flat=True))


@receiver(post_save, sender=Organisation, dispatch_uid="library_plans.organisation_changed")
def organisation_changed(instance: Organisation, created: bool, **signal: Any) -> None:
    if not created:
        refresh_editions(
            Edition.objects.filter(plan__owners__organisation=instance).distinct().values_list("pk", flat=True)
        )


@receiver(post_save, sender=Redaction, dispatch_uid="library_plans.redaction_changed")
def redaction_changed(instance: Redaction, created: bool, **signal: Any) -> None:
    """Apply a new redaction at once; read the file again for a changed one, which may have ended.

    The archive of open data is deleted with the same commit and made anew.
    """
    if created:
        apply_redaction(instance)
        withdraw_editions([instance.edition_id])
    else:
        read_edition_file.enqueue(instance.edition_id)
    schedule_reading_after(instance)
    discard_archives()
    make_open_data_archive.enqueue()


@receiver(task_finished, dispatch_uid="library_plans.reading_failed")
def reading_failed(task_result: TaskResult, **signal: Any) -> None:
    """Say so on the edition. The task is tried again, or was given up; an editor may have the file read again."""
    if task_result.status == TaskResultStatus.FAILED and task_result.task.module_path == read_edition_file.module_path:
        mark_interrupted(task_result.args[0])


def schedule_reading_after(row: Redaction) -> None:
    """Read the file again on the day after a last day that is still to come."""
    if row.until and row.until >= timezone.localdate() and read_edition_file.get_backend().supports_defer:
        tomorrow = datetime.combine(row.until + timedelta(days=1), time.min, timezone.get_current_timezone())
        read_edition_file.using(run_after=tomorrow).enqueue(row.edition_id)
