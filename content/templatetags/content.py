"""Template tags and filters, built into every template."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from laces.templatetags.laces import component
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.images.utils import to_svg_safe_spec
from wagtail.models import Page

from content.documents import tell_removed

register = template.Library()
register.tag("component", component)

NARROW_SPACE = "\u202f"
JSON_ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}
SIZE_UNITS = ("byte", "kB", "MB", "GB")


@register.filter
def thousands(value: int) -> str:
    """A count with a narrow space between thousands: 1 204."""
    return f"{value:,}".replace(",", NARROW_SPACE)


@register.filter
def filesize(value: int) -> str:
    """A size in bytes for a person, in powers of 1,000 and with a decimal comma: 1,2 MB."""
    size, unit = float(value), 0
    while size >= 1000 and unit < len(SIZE_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    shown = f"{size:.1f}".replace(".", ",") if unit > 0 and size < 10 else f"{size:.0f}"
    return f"{shown} {SIZE_UNITS[unit]}"


register.filter(tell_removed)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, title: str, name: str) -> SafeString:
    """A link of the main menu to a URL name or a path, with `aria-current` on that page and those below it."""
    url = name if name.startswith("/") else reverse(name)
    path = context["request"].path if "request" in context else ""
    current = "page" if path == url else "true" if path.startswith(url) else ""
    attribute: Any = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', url, attribute, title)


@register.simple_tag(takes_context=True)
def edit_url(context: Context) -> str:
    """The address of the form of what is shown, a page or the view's `editable`, with the way back to it.

    Empty for readers, in previews, and where nothing has a form. Asks for the user only where there is a session: what
    is kept for strangers is made without.
    """
    page, request = context.get("page"), context.get("request")
    shown = page if isinstance(page, Page) and page.pk else context.get("editable")
    if shown is None or request is None or getattr(request, "is_preview", False):
        return ""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    form = AdminURLFinder(request.user).get_edit_url(shown)
    return f"{form}?{urlencode({'next': request.path})}" if form else ""


@register.simple_tag(takes_context=True)
def signed_in(context: Context) -> bool:
    """Whether somebody is signed in; asks for the user only where there is a session, as `edit_url`."""
    request = context.get("request")
    return request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


@register.simple_tag
def shown_image(image: AbstractImage, spec: str) -> AbstractImage | AbstractRendition:
    """An image by a filter of Wagtail's; as it was uploaded while the site is read-only and has not drawn it so before.

    Of an SVG only what needs no drawing is done.
    """
    spec = to_svg_safe_spec([spec]) if image.is_svg() else spec
    if not settings.READ_ONLY:
        return get_rendition_or_not_found(image, spec)
    try:
        return image.find_existing_rendition(Filter(spec))
    except ObjectDoesNotExist:
        return image


@register.simple_tag
def linked_data(value: Any) -> SafeString:
    """A script element with JSON-LD; `<`, `>` and `&` are escaped, so that no value can end it."""
    text = json.dumps(value, ensure_ascii=False).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - see above
