"""The plans of a county, for the page of its region: that page's app knows no plans."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from library_plans.register.county import CountyPlans
from library_plans.register.presentation import status_chip

register = template.Library()


@register.inclusion_tag("library_plans/components/county_plans.html")
def county_plans(county_code: str, county_name: str) -> dict[str, Any]:
    """The owners of a county with status and last day, the figures, and the plans that end next."""
    plans = CountyPlans(county_code, timezone.localdate())
    return {
        "county_code": county_code,
        "county_name": county_name,
        "today": plans.on,
        "summary": plans.summary,
        "rows": [(row, status_chip(row.status)) for row in plans.rows],
        "expiries": plans.next_expiries,
    }
