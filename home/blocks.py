"""Blocks of the site's settings and of the start page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import PageChooserBlock

from content.blocks import CallToActionBlock


class LinksBlock(blocks.StreamBlock):
    """Footer links to pages of the site or to external URLs, in display order."""

    link = CallToActionBlock(label=_("Link"))


class HighlightsBlock(blocks.StreamBlock):
    """Pages that the start page shows instead of the newest ones of their type."""

    event = PageChooserBlock("events.EventPage", label=_("Event"))
    guidance = PageChooserBlock("guidance.GuidancePage", label=_("Guidance"))
    report = PageChooserBlock("reports.ReportPage", label=_("Report"))
