"""A region's page follows its organisation, whose name is its title; a new page begins with its likely organisation."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import init_new_page

from organisations.models import Organisation, OrganisationKind, OrganisationPage
from organisations.ownership import OrganisationOwnedPage
from search.receivers import refresh_pages


@receiver(post_save, sender=Organisation, dispatch_uid="organisations.organisation_changed")
def organisation_changed(instance: Organisation, created: bool, **signal: Any) -> None:
    if created:
        return
    for page in OrganisationPage.objects.filter(organisation=instance):
        page.save()
        refresh_pages(OrganisationPage.objects.filter(pk=page.pk))


@receiver(init_new_page, dispatch_uid="organisations.fill_in_organisation")
def fill_in_organisation(page: Page, parent: Page, **signal: Any) -> None:
    """Below a region's page a new page is the region's; in KB's own sections it is KB's."""
    if not isinstance(page, OrganisationOwnedPage) or getattr(page, page.organisation_relation).exists():
        return
    if isinstance(parent, OrganisationPage):
        page.set_organisations([parent.organisation])
    elif page.is_kbs_by_default:
        page.set_organisations(Organisation.objects.filter(kind=OrganisationKind.NATIONAL)[:1])
