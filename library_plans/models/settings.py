"""The register's settings in the admin."""

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
            "Lets anybody fetch the files as they were collected. They have not been adapted for accessibility."
        ),
    )

    class Meta:
        verbose_name = _("plans' public pages")
