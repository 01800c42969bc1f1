"""Experiences and proposals are found by the names of their organisations: a renamed one renews their records."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page

from dialogue.models import ContributionOrganisation
from organisations.models import Organisation
from search.receivers import refresh_pages


@receiver(post_save, sender=Organisation, dispatch_uid="dialogue.organisation_changed")
def organisation_changed(instance: Organisation, created: bool, **signal: Any) -> None:
    if not created:
        theirs = ContributionOrganisation.objects.filter(organisation=instance)
        refresh_pages(Page.objects.filter(pk__in=theirs.values("page")))
