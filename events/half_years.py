"""Half-years in which no Träffpunkt is announced."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from events.choices import EventState
from events.models import EventPage
from events.rules import TRAFFPUNKT_KINDS, missing_half_years


def half_years_without_traffpunkt(today: date) -> list[str]:
    """The names of those among this half-year and the next in which no Träffpunkt is announced: one query.

    Cancelled events do not count.
    """
    announced = EventPage.objects.live().filter(kind__in=TRAFFPUNKT_KINDS, starts__year__gte=today.year)
    starts = announced.exclude(state=EventState.CANCELLED).values_list("starts", flat=True)
    missing = missing_half_years([timezone.localtime(start).date() for start in starts], today)
    names = {1: _("the spring of %(year)d"), 2: _("the autumn of %(year)d")}
    return [names[half_year.half] % {"year": half_year.year} for half_year in missing]
