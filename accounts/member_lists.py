"""Once a year: is the list of members right? Asked of KB's administrators and of each region's officers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Min
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import MemberList, Membership, User
from accounts.models.memberships import MembershipQuerySet
from accounts.rules import Actor
from organisations.models import Organisation, OrganisationKind

CONFIRMED_FOR = timedelta(days=365)
REMINDED_EVERY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ListStatus:
    """Of whom a list is, when it was last confirmed, and whether that was more than a year ago."""

    organisation: Organisation
    confirmed_on: date | None
    is_due: bool


def list_statuses(actor: Actor, day: date) -> list[ListStatus]:
    """The lists that a person answers for: KB's, a region's, or none. Three queries for each."""
    return [list_status(organisation, day) for organisation in answered_for(actor)]


def answered_for(actor: Actor) -> Iterable[Organisation]:
    """KB for an administrator, the region for its officers."""
    regions = Organisation.objects.regions().filter(county_code__in=actor.counties_in_charge)
    kb = Organisation.objects.filter(kind=OrganisationKind.NATIONAL) if actor.is_administrator else ()
    return [*kb, *regions]


def list_status(organisation: Organisation, day: date) -> ListStatus:
    """Nobody's list needs no confirmation; one that never was confirmed needs it a year after its first member."""
    row = MemberList.objects.filter(organisation=organisation).first()
    confirmed_on = row.confirmed_on if row else None
    active = members_of(organisation).on(day)
    since = confirmed_on or active.aggregate(first=Min("starts"))["first"]
    return ListStatus(organisation, confirmed_on, bool(since) and day - since > CONFIRMED_FOR and active.exists())


def members_of(organisation: Organisation) -> MembershipQuerySet:
    """Members at KB, or at a region and its municipalities."""
    if organisation.kind == OrganisationKind.NATIONAL:
        return Membership.objects.filter(organisation=organisation)
    return Membership.objects.all().in_county(organisation.county_code)


def confirm(organisation: Organisation, user: User, day: date) -> None:
    """Note that somebody has looked through a list."""
    values = {"confirmed_on": day, "confirmed_by": user, "reminded_on": None}
    MemberList.objects.update_or_create(organisation=organisation, defaults=values)


def remind(day: date) -> list[Organisation]:
    """Mail those who answer for a list that is due, and were not reminded within 30 days; returns whose lists.

    A region without an officer is asked about by KB's administrators.
    """
    kb = Organisation.objects.filter(kind=OrganisationKind.NATIONAL)
    reminded = []
    for organisation in [*kb, *Organisation.objects.regions()]:
        row = MemberList.objects.filter(organisation=organisation).first()
        recent = row is not None and row.reminded_on is not None and day - row.reminded_on < REMINDED_EVERY
        addresses = recipients(organisation, day)
        if recent or not addresses or not list_status(organisation, day).is_due:
            continue
        MemberList.objects.update_or_create(organisation=organisation, defaults={"reminded_on": day})
        send_reminder(organisation, addresses)
        reminded.append(organisation)
    return reminded


def recipients(organisation: Organisation, day: date) -> list[str]:
    """The addresses of those who answer for a list."""
    active = Membership.objects.on(day).filter(user__is_active=True)
    officers = active.filter(organisation=organisation, role=Role.REGION_OFFICER)
    asked = officers if officers.exists() else active.filter(role=Role.ADMINISTRATOR)
    return sorted(set(asked.values_list("user__email", flat=True)))


def send_reminder(organisation: Organisation, addresses: list[str]) -> None:
    """One mail to each, so that nobody is told the others' addresses."""
    link = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('accounts:organisations')}"
    for address in addresses:
        send_mail(
            subject=_("Is the list of members right? %(organisation)s") % {"organisation": organisation},
            message=render_to_string("accounts/email/member_list.txt", {"organisation": organisation, "link": link}),
            from_email=None,
            recipient_list=[address],
        )
