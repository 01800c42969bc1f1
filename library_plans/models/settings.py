"""The register's settings in the admin."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="doc-full")
class PlanSettings(BaseGenericSetting):
    """Whether files are published as they were collected; text and source link always are."""

    publish_copies = models.BooleanField(
        _("publish frozen copies"),
        default=True,
        help_text=_(
            "Lets anybody fetch the files as they were collected. They have not been adapted for accessibility, and a "
            "file that is published anew counts as published that day: the act (2018:1937) covers it however old it "
            "is, and text beside it does not make up for it."
        ),
    )

    class Meta:
        verbose_name = _("plans' public pages")

    @classmethod
    def current(cls) -> Self:
        """The stored settings, else the defaults; Wagtail's `load` stores them, which a read-only site cannot."""
        return cls.base_queryset().first() or cls()
