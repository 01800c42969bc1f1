"""Who works with library plans at KB, the regions and the municipalities, as far as somebody may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q

from accounts.actors import actor_of
from accounts.choices import Role
from accounts.models import Membership
from accounts.rules import counties_with_contacts, sees_contacts
from organisations.models import OrganisationKind

# In the order in which one looks for somebody to ask.
ROLES = (Role.KB_OFFICER, Role.KB_EDITOR, Role.ADMINISTRATOR, Role.REGION_OFFICER, Role.CONTRIBUTOR, Role.READER)


@dataclass(frozen=True, slots=True)
class ContactGroup:
    """Those who have a role today, in the order of the organisations."""

    role: Role
    members: Sequence[Membership]


def contact_groups(user: Any) -> list[ContactGroup]:
    """The people that a user may see, by role: one query beside that for the user's own roles."""
    actor = actor_of(user)
    if not sees_contacts(actor):
        return []
    shown = Q(organisation__kind=OrganisationKind.NATIONAL) | Q(organisation__region_code__isnull=False)
    if not actor.is_kb:
        shown |= Q(organisation__county_code__in=counties_with_contacts(actor))
    active = Membership.objects.active().select_related("user", "organisation")
    rows = active.order_by("organisation__county_code", "organisation__sort_key", "user__last_name", "user__email")
    members = sorted(rows if actor.is_kb else rows.filter(shown), key=lambda one: ROLES.index(Role(one.role)))
    return [ContactGroup(Role(role), list(those)) for role, those in groupby(members, key=lambda one: one.role)]
