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

# What articles 13 and 14 of the GDPR ask to be told first.
PRIVACY_FIELDS = ("controller", "legal_basis", "data_protection_officer", "retention")


@register_setting(icon="cog")
class SiteSettings(LazySiteSetting):
    """Contact, banner, footer links, and what the privacy page must say of a site."""

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

    privacy_page = models.ForeignKey(
        "home.InformationPage",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The facts below stand first on it. What is empty is left out."),
    )
    controller = models.CharField(
        _("controller"), max_length=200, blank=True, default="", db_default="", help_text=_("Name and how to reach it.")
    )
    legal_basis = models.TextField(
        _("legal basis"),
        max_length=600,
        blank=True,
        default="",
        db_default="",
        help_text=_("By which law or task the personal data are handled; for an authority mostly a public interest."),
    )
    data_protection_officer = models.CharField(
        _("data protection officer"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text=_("How to reach the officer; a function's address."),
    )
    retention = models.TextField(_("how long data are kept"), max_length=1_000, blank=True, default="", db_default="")

    panels = [
        MultiFieldPanel(
            [FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("contact_phone")],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("banner_text"), FieldPanel("banner_kind"), FieldPanel("banner_until")], heading=_("Banner")
        ),
        FieldPanel("links"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("privacy_page", *PRIVACY_FIELDS)],
            heading=_("Privacy"),
        ),
    ]

    class Meta:
        verbose_name = _("settings of the site")
