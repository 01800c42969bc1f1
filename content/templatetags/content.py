"""Template tags of the house, loaded everywhere."""

import json
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from laces.templatetags.laces import component

register = template.Library()
register.tag("component", component)

NARROW_SPACE = "\u202f"
OUT_OF_MARKUP = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
UNITS = ("byte", "kB", "MB", "GB")


@register.filter
def thousands(value: int) -> str:
    """A count with a narrow space between thousands: 1 204."""
    return f"{value:,}".replace(",", NARROW_SPACE)


@register.filter
def filesize(value: int) -> str:
    """A size in bytes for a person, in powers of 1,000 and with a decimal comma: 1,2 MB."""
    size, unit = float(value), 0
    while size >= 1000 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    shown = f"{size:.1f}".replace(".", ",") if unit > 0 and size < 10 else f"{size:.0f}"
    return f"{shown} {UNITS[unit]}"


@register.simple_tag(takes_context=True)
def nav_link(context: Context, title: str, name: str) -> SafeString:
    """A link of the main menu to a named address or a section's own, marked when the page is there or below it."""
    url = name if name.startswith("/") else reverse(name)
    path = context["request"].path if "request" in context else ""
    current = "page" if path == url else "true" if path.startswith(url) else ""
    mark: Any = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', url, mark, title)


@register.simple_tag
def linked_data(value: Any) -> SafeString:
    """A block of JSON-LD, which browsers do not run; no sign of the value can end it."""
    text = json.dumps(value, ensure_ascii=False).translate(OUT_OF_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - see above
