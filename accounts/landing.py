"""Where people's work is."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accounts.actors import read_actor
from organisations.models import OrganisationPage


def landing_url(user: Any) -> str:
    """The path that a user is led to after signing in: KB to the workbench, a region to its part of the tree,
    others to their own page.
    """
    actor = read_actor(user)
    if actor.is_kb:
        return reverse("wagtailadmin_home")
    if actor.counties_in_charge:
        page = OrganisationPage.objects.filter(organisation__county_code__in=actor.counties_in_charge).first()
        return reverse("wagtailadmin_explore", args=[page.pk]) if page else reverse("wagtailadmin_home")
    return reverse("accounts:my_pages")
