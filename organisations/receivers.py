"""Updates and reindexes a region's page when the organisation is saved, since its title is the organisation's name."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from organisations.models import Organisation, OrganisationPage
from search.receivers import refresh_pages


@receiver(post_save, sender=Organisation, dispatch_uid="organisations.organisation_changed")
def organisation_changed(instance: Organisation, created: bool, **signal: Any) -> None:
    if created:
        return
    for page in OrganisationPage.objects.filter(organisation=instance):
        page.save()
        refresh_pages(OrganisationPage.objects.filter(pk=page.pk))
