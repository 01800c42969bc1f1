"""Whether the Träffpunkter of this half-year and the next are announced."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from events.choices import State
from events.models import EventPage
from events.rules import TRAFFPUNKT, missing_half_years


def half_years_without(today: date) -> list[str]:
    """The half-years in words in which no Träffpunkt is announced; cancelled ones do not count. One query."""
    announced = EventPage.objects.live().filter(kind__in=TRAFFPUNKT, starts__year__gte=today.year)
    starts = announced.exclude(state=State.CANCELLED).values_list("starts", flat=True)
    missing = missing_half_years([timezone.localtime(start).date() for start in starts], today)
    spoken = {1: _("the spring of %(year)d"), 2: _("the autumn of %(year)d")}
    return [spoken[one.half] % {"year": one.year} for one in missing]
