"""What follows from a change in the register: the index, which keeps dates and names of plans, is told."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from library_plans.models import Decision, Edition, Plan, PlanOwner, PlanSummaryPage, Withheld
from library_plans.source.records import NAME
from library_plans.tasks import read
from library_plans.withholding import withhold
from organisations.models import Organisation
from search.indexing import refresh
from search.receivers import refresh_pages


def refresh_editions(editions: QuerySet[Edition]) -> None:
    refresh(NAME, [str(pk) for pk in editions.values_list("pk", flat=True)])


def refresh_summaries(plans: QuerySet[Plan]) -> None:
    """Summaries are found by the names of the plan's owners, and without what is withheld."""
    refresh_pages(Page.objects.filter(pk__in=PlanSummaryPage.objects.filter(plan__in=plans).values("pk")))


def refresh_related(*plans: int) -> None:
    """All editions of plans that share an owner: which of them is the newest depends on each."""
    refresh_editions(Edition.objects.filter(plan__in=Plan.objects.related_to(plans)))


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
    """Its siblings too: another edition may stand for the plan now."""
    refresh_editions(Edition.objects.filter(plan=instance.plan_id))
    refresh_summaries(Plan.objects.filter(pk=instance.plan_id))


@receiver(post_save, sender=Organisation, dispatch_uid="library_plans.organisation_changed")
def organisation_changed(instance: Organisation, created: bool, **signal: Any) -> None:
    if not created:
        refresh_editions(Edition.objects.filter(plan__owners__organisation=instance).distinct())
        refresh_summaries(Plan.objects.owned_by(instance))


@receiver(post_save, sender=Withheld, dispatch_uid="library_plans.withheld_changed")
def withheld_changed(instance: Withheld, created: bool, **signal: Any) -> None:
    """A new row holds at once; a changed one, which may have ended, needs the text as it stands in the file."""
    if created:
        withhold(instance)
    else:
        transaction.on_commit(partial(read.enqueue, instance.edition_id))
    refresh_summaries(Plan.objects.filter(editions=instance.edition_id))
    read_after_last_day(instance)


def read_after_last_day(row: Withheld) -> None:
    """Let the worker read the file anew on the day after a last day that is still to come."""
    if row.until and row.until >= timezone.localdate() and read.get_backend().supports_defer:
        tomorrow = datetime.combine(row.until + timedelta(days=1), time.min, timezone.get_current_timezone())
        transaction.on_commit(partial(read.using(run_after=tomorrow).enqueue, row.edition_id))
