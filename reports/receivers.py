"""A renamed organisation reindexes its reports, which are found by its name."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from organisations.models import Organisation
from reports.models import ReportOrganisation
from search.receivers import refresh_pages


@receiver(post_save, sender=Organisation, dispatch_uid="reports.refresh_pages_of_organisation")
def refresh_pages_of_organisation(instance: Organisation, created: bool, **signal: Any) -> None:
    if not created:
        rows = ReportOrganisation.objects.filter(organisation=instance)
        refresh_pages(Page.objects.filter(pk__in=rows.values("page")))
