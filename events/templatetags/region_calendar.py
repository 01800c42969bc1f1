"""Links to the calendar of a region, for its page and the list of events."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from organisations.directory import organisation_directory

register = template.Library()


@register.inclusion_tag("events/region_calendar.html", takes_context=True)
def region_calendar(context: Context, county_code: str) -> dict[str, Any]:
    """How to subscribe to what happens in a region and in the whole country: by a program, and by the address."""
    url = context["request"].build_absolute_uri(reverse("events:region_calendar", args=[county_code]))
    return {"url": url, "webcal_url": f"webcal://{url.partition('://')[2]}"}


@register.simple_tag
def calendar_regions() -> list[tuple[str, str]]:
    """The regions as pairs of county code and name, in KB's order."""
    return organisation_directory().regions
