"""Blocks of the site's settings."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import CallToActionBlock


class LinksBlock(blocks.StreamBlock):
    """Footer links to pages of the site or to external URLs, in display order."""

    link = CallToActionBlock(label=_("Link"))
