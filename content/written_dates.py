"""Days and times of day as people write them in Swedish, or by ISO 8601: pure functions.

The functions that read a whole text raise ValueError when a text is none, or names a day or time that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
SHORTEST = 3  # letters of a name: `jan`, `sept`, `tors`

ISO_DAY = r"(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
NUMBERED_DAY = r"(?P<day>\d{1,2})\s*[./-]\s*(?P<month>\d{1,2})\s*(?:[./-]|\s)\s*(?P<year>\d{4})"
NAMED_DAY = r"(?P<named_day>\d{1,2})(?::?[ae])?\s*(?P<name>[a-zåäö]{3,})\.?\s+(?P<named_year>\d{4})"
WEEKDAY = r"(?:(?!den\b)(?P<weekday>[a-zåäö]{3,}?)(?:en)?\.?,?\s+)?(?:den\s+)?"
DAY = rf"(?:{ISO_DAY}|{NUMBERED_DAY}|{WEEKDAY}{NAMED_DAY})"
DAY_IN_TEXT = re.compile(rf"(?<![\w/-])(?:{ISO_DAY}|{NUMBERED_DAY}|{NAMED_DAY})(?![\w/]|-\d)", re.IGNORECASE)
CLOCK = r"(?:kl\.?|klockan)"
TIME = rf"(?:{CLOCK}\s*)?(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d)(?:[.:](?P<second>\d\d))?)?"
# Between a day and a time stands `kl`, a comma, the T of ISO 8601 or nothing; an hour alone needs its `kl`.
BETWEEN = rf"(?:\s*,?\s+|\s*,\s*|t)(?=(?P<clock>{CLOCK})|\d{{1,2}}[.:])"


def read_day(text: str) -> date:
    """The day of `2026-11-26`, `26/11 2026`, `26.11.2026` or `torsdag 26 nov 2026`: day before month, year in full."""
    return _day(_match(DAY, text))


def read_time(text: str) -> time:
    """The time of day of `kl 9`, `9.30`, `09:30` or `kl. 9.30`."""
    return _time(_match(TIME, text))


def read_day_and_time(text: str) -> datetime:
    """The moment of `3/12 2026 kl. 9.30` or `2026-12-03 09:30`, without time zone. A day alone is none."""
    match = _match(f"{DAY}{BETWEEN}{TIME}", text)
    return datetime.combine(_day(match), _time(match))


def find_days(text: str) -> Iterator[tuple[date, int, int]]:
    """The days that a running text names, each with where it begins and ends; what names no real day is passed over."""
    for match in DAY_IN_TEXT.finditer(text):
        with suppress(ValueError):
            yield _day(match), match.start(), match.end()


def _match(pattern: str, text: str) -> re.Match[str]:
    match = re.fullmatch(pattern, " ".join(text.split()).lower())
    if match is None:
        raise ValueError(text)
    return match


def _day(match: re.Match[str]) -> date:
    if match["iso_year"]:
        return date(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if match["year"]:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    day = date(int(match["named_year"]), _position(match["name"].lower(), MONTHS) + 1, int(match["named_day"]))
    weekday = match.groupdict().get("weekday")
    if weekday and _position(weekday, WEEKDAYS) != day.weekday():
        raise ValueError(weekday)
    return day


def _time(match: re.Match[str]) -> time:
    return time(int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0))


def _position(beginning: str, names: Iterable[str]) -> int:
    """The place, from 0, of the one name that begins so."""
    found = [place for place, name in enumerate(names) if name.startswith(beginning)]
    if len(found) != 1 or len(beginning) < SHORTEST:
        raise ValueError(beginning)
    return found[0]
