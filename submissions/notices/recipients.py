"""Who answers for a case, and who sent it."""

from __future__ import annotations

from accounts.choices import Role
from accounts.models import Membership, User
from submissions.choices import Step
from submissions.models import Submission

# Who is asked at KB, in this order: the first role that somebody has today.
KB_ROLES = (Role.KB_OFFICER, Role.KB_EDITOR, Role.ADMINISTRATOR)


def responsible(case: Submission) -> list[User]:
    """The officer who has the case; else the region's officers or KB's, whose turn it is. One query beside that."""
    if case.handler is not None and case.handler.is_active:
        return [case.handler]
    active = Membership.objects.active().select_related("user").order_by("pk")
    if case.step == Step.REGION:
        county = case.organisation.county_code
        return [one.user for one in active.filter(role=Role.REGION_OFFICER).in_county(county)] if county else []
    at_kb = list(active.filter(role__in=KB_ROLES))
    role = next((role for role in KB_ROLES if any(one.role == role for one in at_kb)), None)
    return [one.user for one in at_kb if one.role == role]


def senders(case: Submission) -> list[User | str]:
    """Who sent the case in: a user, the address that was given, or both.

    For a user who has left, those who send in for the organisation today.
    """
    written: list[User | str] = [case.contact.email] if case.contact else []
    if case.sender is None or case.sender.is_active:
        return [*([case.sender] if case.sender else []), *written]
    others = Membership.objects.active().filter(organisation=case.organisation, role=Role.CONTRIBUTOR)
    return [*(one.user for one in others.select_related("user").order_by("pk")), *written]
