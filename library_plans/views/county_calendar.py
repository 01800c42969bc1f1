"""The last days of the plans of a county as a calendar that can be subscribed to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Event

from content.calendars import calendar_response, make_calendar
from content.control_characters import without_control_characters
from library_plans.register.county import county_expiries
from library_plans.register.coverage import CoverageRow
from library_plans.rules import explain
from organisations.directory import organisation_directory

FIRST_DAY = date(2000, 1, 1)  # from which changes are numbered


@require_safe
def county_calendar(request: HttpRequest, county: str) -> HttpResponse:
    """A day for each plan in force that has a last one. A county that does not exist gives 404."""
    name = organisation_directory().counties.get(county)
    if name is None:
        raise Http404
    rows = county_expiries(county, timezone.localdate())
    title = _("Library plans that end, %(county)s") % {"county": name}
    return calendar_response(make_calendar(title, (expiry(row, request) for row in rows)), f"slutdatum-{county}")


def expiry(row: CoverageRow, request: HttpRequest) -> Event:
    """The last day of a plan. Its UID never changes, so that subscribed calendars follow an extension."""
    changed = max(row.known_since or FIRST_DAY, FIRST_DAY)
    title = f"{row.organisation.display_name}: {row.plan.title if row.plan else ''}"
    last = row.last_day
    assert last is not None
    component = Event()
    component.add("uid", str(uuid5(NAMESPACE_URL, f"biblioteksplan:{row.status.plan}:sista-dag")))
    component.add("dtstamp", datetime.combine(changed, time(), UTC))
    component.add("last-modified", datetime.combine(changed, time(), UTC))
    component.add("sequence", (changed - FIRST_DAY).days)
    component.add("summary", without_control_characters(_("%(plan)s ends") % {"plan": title}))
    component.add("dtstart", last)
    component.add("dtend", last + timedelta(days=1))
    component.add("transp", "TRANSPARENT")
    component.add("description", without_control_characters(explain(row.status)))
    component.add("url", request.build_absolute_uri(row.plan_url))
    return component
