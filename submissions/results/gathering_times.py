"""Reads the time of a gathering as people write it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

CLOCK = re.compile(r"\b([01]?\d|2[0-3])(?:[.:]([0-5]\d))?\b")
FIRST_HOUR = time(9)
USUAL_LENGTH = timedelta(hours=2)


def gathering_times(day: date, written: str) -> tuple[datetime, datetime]:
    """Start and end: `9.30–15.00`, `kl. 13-15` and `13:00` are read.

    It starts at nine where no time can be read, and lasts two hours where no later one follows.
    """
    clocks = [time(int(hour), int(minute or 0)) for hour, minute in CLOCK.findall(written)]
    starts = moment(day, clocks[0] if clocks else FIRST_HOUR)
    ends = moment(day, clocks[1]) if len(clocks) > 1 else starts
    return starts, ends if ends > starts else starts + USUAL_LENGTH


def moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
