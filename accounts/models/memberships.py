"""Who acts for which organisation, in which role, from when and until when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role, roles_at
from accounts.models.users import User
from organisations.models import Organisation


class MembershipQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Those that hold on a day, the first and the last one included."""
        return self.filter(Q(starts__lte=day), Q(ends__isnull=True) | Q(ends__gte=day))

    def active(self) -> Self:
        """Those that hold today, of users who may sign in."""
        return self.on(timezone.localdate()).filter(user__is_active=True)

    def in_county(self, code: str) -> Self:
        """Those at a region and at its municipalities, by the county's two digits."""
        return self.filter(organisation__county_code=code)


class Membership(models.Model):
    """A person's role at an organisation. It ends and is never deleted: what the person did stays explained."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts = models.DateField(_("from"), default=timezone.localdate)
    ends = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )
    deputy_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="deputies",
        null=True,
        blank=True,
        verbose_name=_("deputy for"),
        help_text=_("A deputy has the same role during some days."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar = ["organisation", "role", "starts", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts", condition=Q(ends__isnull=True) | Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(
                name="membership_of_a_deputy_ends", condition=Q(deputy_for__isnull=True) | Q(ends__isnull=False)
            ),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}, {self.organisation}"

    def clean(self) -> None:
        if self.role and self.organisation_id and self.role not in roles_at(self.organisation):
            raise ValidationError({"role": _("This organisation has no such role.")})

    def is_active_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def end(self, day: date, **save: Any) -> None:
        """Let a day be its last; one that has not begun ends on its first day."""
        self.ends = max(day, self.starts)
        self.save(update_fields=["ends"], **save)
