"""Wagtail's groups that stand for a region."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from organisations.models import Organisation


class RegionGroup(models.Model):
    """The two groups and the collection of a region; `accounts.groups` keeps them in step with memberships."""

    wagtail_reference_index_ignore = True

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("region")
    )
    officers = models.OneToOneField(
        Group, on_delete=models.PROTECT, related_name="+", verbose_name=_("officers"), help_text=_("They edit.")
    )
    audience = models.OneToOneField(
        Group,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("audience"),
        help_text=_("Everybody with a role at the region or at one of its municipalities; it gives no right to edit."),
    )
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("groups of a region")
        verbose_name_plural = _("groups of regions")
        ordering: ClassVar = ["organisation"]

    def __str__(self) -> str:
        return str(self.organisation)
