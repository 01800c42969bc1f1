"""Reindexes summaries when owners' names or redactions change."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from library_plans.models import Edition, Plan, Redaction
from library_plans.summaries.models import PlanSummaryPage
from organisations.models import Organisation
from search.receivers import refresh_pages


def refresh_summaries(plans: QuerySet[Plan]) -> None:
    refresh_pages(Page.objects.filter(pk__in=PlanSummaryPage.objects.filter(plan__in=plans).values("pk")))


@receiver(post_save, sender=Plan, dispatch_uid="plan_summaries.plan_changed")
def plan_changed(instance: Plan, created: bool, **signal: Any) -> None:
    if not created:
        refresh_summaries(Plan.all_objects.filter(pk=instance.pk))


@receiver(post_save, sender=Edition, dispatch_uid="plan_summaries.edition_changed")
def edition_changed(instance: Edition, **signal: Any) -> None:
    refresh_summaries(Plan.objects.filter(pk=instance.plan_id))


@receiver(post_save, sender=Organisation, dispatch_uid="plan_summaries.organisation_changed")
def organisation_changed(instance: Organisation, created: bool, **signal: Any) -> None:
    if not created:
        refresh_summaries(Plan.objects.owned_by(instance))


@receiver(post_save, sender=Redaction, dispatch_uid="plan_summaries.redaction_changed")
def redaction_changed(instance: Redaction, **signal: Any) -> None:
    refresh_summaries(Plan.objects.filter(editions=instance.edition_id))
