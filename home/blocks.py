"""Blocks of the start page's app: links in the footer, and the shortfalls of an accessibility statement."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import CallToActionBlock


class LinksBlock(blocks.StreamBlock):
    """Links to pages of the site or to addresses elsewhere, in the order shown."""

    link = CallToActionBlock(label=_("Link"))
