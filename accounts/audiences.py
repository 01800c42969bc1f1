"""Which groups the audiences of pages and documents consist of, and who may choose them."""

from __future__ import annotations

from collections.abc import Collection as AnyOf
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Collection, Page

from accounts.actors import actor_of
from accounts.groups import KB_GROUP
from accounts.models import RegionGroup
from accounts.rules import offered_audiences
from content.audiences import Audience, Groups
from organisations.models import OrganisationPage


class MembershipAudiences:
    """The `content.audiences.Directory` of groups that follow from memberships."""

    def groups(self, place: Page | Collection) -> Groups:
        """Two queries. Without KB's group, before `setup_site`, its audience is of superusers."""
        kb = frozenset(Group.objects.filter(name=KB_GROUP).values_list("pk", flat=True))
        region = region_at(place)
        return {Audience.KB: kb} | ({Audience.REGION: kb | {region.audience_id}} if region else {})

    def offered(self, user: Any, place: Page | Collection) -> AnyOf[Audience]:
        return offered_audiences(actor_of(user), has_region=region_at(place) is not None)


def region_at(place: Page | Collection) -> RegionGroup | None:
    """The groups of the region in whose part of the tree, or in whose collection, something stands: one query."""
    if isinstance(place, Collection):
        return RegionGroup.objects.filter(collection__in=place.get_ancestors(inclusive=True)).first()
    pages = OrganisationPage.objects.ancestor_of(place, inclusive=True)
    return RegionGroup.objects.filter(organisation__in=pages.values("organisation")).first()
