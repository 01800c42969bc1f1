"""What editors set for the whole site: whom to ask, a banner, who supervises it, links in the footer."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.fields import BlocksField
from home.blocks import LinksBlock


class BannerKind(models.TextChoices):
    """How the banner looks, and the word that it begins with."""

    INFORMATION = "information", _("Information")
    WARNING = "warning", _("Disruption")


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """One row a site; a site without one has no contact, no banner and no links of its own."""

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

    reports_email = models.EmailField(
        _("address for reports of faults"),
        blank=True,
        help_text=_("What readers report on the accessibility statement is sent here. Use a function's address."),
    )
    authority = models.CharField(
        _("supervisory authority"),
        max_length=120,
        blank=True,
        default="Myndigheten för digital förvaltning (Digg)",
        help_text=_("Named on the accessibility statement."),
    )
    authority_url = models.URLField(
        _("where one complains to the authority"), blank=True, default="https://www.digg.se/tdosanmalan"
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
        MultiFieldPanel(
            [FieldPanel("reports_email"), FieldPanel("authority"), FieldPanel("authority_url")],
            heading=_("Accessibility"),
        ),
        FieldPanel("links"),
    ]

    @classmethod
    def of(cls, request: HttpRequest) -> SiteSettings:
        """The row of the site that a request asks; one that is not saved when there is none."""
        site = Site.find_for_request(request)
        return cls.objects.filter(site=site).first() or cls(site=site)

    class Meta:
        verbose_name = _("settings of the site")
