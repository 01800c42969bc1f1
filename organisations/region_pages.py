"""A page for each body with the regional task."""

from __future__ import annotations

from django.utils import timezone

from organisations.models import Organisation, OrganisationPage, RegionIndexPage
from search.receivers import refresh_pages


def make_region_pages() -> bool:
    """Make those that are missing, in KB's order; whether any was. None is changed or removed."""
    index = RegionIndexPage.objects.first()
    have = OrganisationPage.objects.order_by().values("organisation")
    missing = list(Organisation.objects.regions().exclude(pk__in=have).in_kb_order()) if index else []
    for organisation in missing:
        index.add_child(instance=region_page(organisation))
    if missing:
        refresh_pages(OrganisationPage.objects.filter(organisation__in=missing))
    return bool(missing)


def region_page(organisation: Organisation) -> OrganisationPage:
    """Published from the start, with words that the region may change."""
    now = timezone.now()
    return OrganisationPage(
        organisation=organisation,
        summary=f"{organisation.genitive} rapporter och träffar om biblioteksplaner i {organisation.county_name}.",
        first_published_at=now,
        last_published_at=now,
    )
