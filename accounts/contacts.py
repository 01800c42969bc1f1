"""Who works with library plans at KB, the regions and the municipalities, as far as somebody may see it."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from accounts.actors import actor_of
from accounts.choices import Role
from accounts.models import Membership
from accounts.rules import counties_with_contacts, sees_contacts
from organisations.models import OrganisationKind

# In the order in which one looks for somebody to ask.
ROLES = (Role.KB_OFFICER, Role.KB_EDITOR, Role.ADMINISTRATOR, Role.REGION_OFFICER, Role.CONTRIBUTOR, Role.READER)


def visible_contacts(user: Any) -> QuerySet[Membership]:
    """The roles of today whose people a user may see, with these and the organisations: by role, then organisation.

    None for a user without a role; a query for the user's own roles, once a request.
    """
    actor = actor_of(user)
    if not sees_contacts(actor):
        return Membership.objects.none()
    contacts = Membership.objects.active().select_related("user", "organisation")
    if not actor.is_kb:
        shown = Q(organisation__kind=OrganisationKind.NATIONAL) | Q(organisation__region_code__isnull=False)
        contacts = contacts.filter(shown | Q(organisation__county_code__in=counties_with_contacts(actor)))
    place = Case(*(When(role=role, then=Value(number)) for number, role in enumerate(ROLES)))
    return contacts.order_by(
        place, "organisation__county_code", "organisation__sort_key", "user__last_name", "user__email", "pk"
    )
