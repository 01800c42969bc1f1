"""A page for each body with the regional task."""

from __future__ import annotations

from django.utils import timezone

from organisations.models import Organisation, OrganisationPage, RegionIndexPage
from search.receivers import refresh_pages


def make_region_pages() -> bool:
    """Make those that are missing, in KB's order; whether any was. None is changed or removed: a
    renamed region keeps its page and address."""
    index = RegionIndexPage.objects.first()
    have = OrganisationPage.objects.order_by().values("organisation")
    missing = list(Organisation.objects.regions().exclude(pk__in=have).in_kb_order()) if index else []
    now = timezone.now()
    for organisation in missing:
        page = OrganisationPage(
            organisation=organisation,
            slug=f"{organisation.region_code}-{organisation.slug}",
            first_published_at=now,
            last_published_at=now,
        )
        index.add_child(instance=page)
    if missing:
        refresh_pages(OrganisationPage.objects.filter(organisation__in=missing))
    return bool(missing)
