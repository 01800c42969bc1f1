"""Settings of the site that editors change: contact, banner, footer links."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting

from content.fields import BlocksField
from content.site_setting import LazySiteSetting
from home.blocks import LinksBlock
from home.choices import BannerKind


@register_setting(icon="cog")
class SiteSettings(LazySiteSetting):
    """Contact, banner and footer links of a site."""

    contact_name = models.CharField(_("who answers"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)

    banner_text = models.CharField(
        _("text"), max_length=300, blank=True, help_text=_("Stands first on every page. Empty: no banner.")
    )
    banner_kind = models.CharField(_("kind"), max_length=12, choices=BannerKind.choices, default=BannerKind.INFORMATION)
    banner_until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty: the banner stays until its text is taken away.")
    )

    links = BlocksField(LinksBlock(), blank=True, verbose_name=_("links in the footer"))

    panels = [
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_phone")],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("banner_text"), FieldPanel("banner_kind"), FieldPanel("banner_until")], heading=_("Banner")
        ),
        FieldPanel("links"),
    ]

    class Meta:
        verbose_name = _("settings of the site")
