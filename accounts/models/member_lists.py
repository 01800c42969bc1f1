"""When the members of KB, or of a region with its municipalities, were last looked through."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from organisations.models import Organisation


class MemberList(models.Model):
    """The members that KB, or one region, answers for; a row from the first reminder or confirmation on."""

    wagtail_reference_index_ignore = True

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    confirmed_on = models.DateField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("confirmed by")
    )
    reminded_on = models.DateField(_("reminded"), null=True, blank=True)

    class Meta:
        verbose_name = _("list of members")
        verbose_name_plural = _("lists of members")
        default_permissions = ()
        ordering: ClassVar = ["organisation"]

    def __str__(self) -> str:
        return str(self.organisation)
