"""Links in the footer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks import CallToActionBlock


class LinksBlock(blocks.StreamBlock):
    """Links to pages of the site or to addresses elsewhere, in the order shown."""

    link = CallToActionBlock(label=_("Link"))
