"""When what the register says of a municipality or region was last compared with the world."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnerCheck(models.Model):
    """A day on which somebody went through what is registered of an owner; rows are never changed."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    checked_on = models.DateField(_("checked"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("checked by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-checked_on", "-pk"]
        verbose_name = _("check of an owner")
        verbose_name_plural = _("checks of owners")

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.checked_on}"


class OwnerConfirmation(models.Model):
    """A day on which an owner said itself that what is registered of it is right; rows are never changed."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField(_("confirmed"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,  # by a link without account
    )

    class Meta:
        ordering = ["-confirmed_on", "-pk"]
        verbose_name = _("confirmation by an owner")
        verbose_name_plural = _("confirmations by owners")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.confirmed_on}"
