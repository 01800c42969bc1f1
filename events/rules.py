"""Rules of the life cycle of events; plain functions without database access."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from events.choices import EventKind, EventState, RegistrationMode

TRANSITIONS: Mapping[EventState | None, frozenset[EventState]] = {
    None: frozenset(EventState) - {EventState.MOVED},
    EventState.SAVE_THE_DATE: frozenset({EventState.OPEN, EventState.MOVED, EventState.CANCELLED}),
    EventState.OPEN: frozenset({EventState.MOVED, EventState.CANCELLED, EventState.HELD}),
    EventState.MOVED: frozenset({EventState.OPEN, EventState.CANCELLED, EventState.HELD}),
    EventState.CANCELLED: frozenset({EventState.MOVED}),
    EventState.HELD: frozenset({EventState.PUBLISHED_MATERIAL}),
    EventState.PUBLISHED_MATERIAL: frozenset({EventState.HELD}),
}
STATES_WITH_REASON = frozenset({EventState.MOVED, EventState.CANCELLED})
STATES_BEFORE_EVENT = frozenset({EventState.SAVE_THE_DATE, EventState.OPEN, EventState.MOVED})
STATES_AFTER_EVENT = frozenset({EventState.HELD, EventState.PUBLISHED_MATERIAL})
STATES_BEFORE_EVENT = frozenset({EventState.SAVE_THE_DATE, EventState.OPEN, EventState.MOVED})
# The two kinds to which everybody is invited; the founding document asks for one of them each half-year.
TRAFFPUNKT_KINDS = frozenset({EventKind.WHOLE_DAY, EventKind.WEBCAST})


def is_allowed_transition(public: EventState | None, new: EventState) -> bool:
    """Whether an event may go from its public state (None: never published) to a new one, or keep it."""
    return public == new or new in TRANSITIONS[public]


def accepts_registrations(
    state: EventState, registration: RegistrationMode, closes: date | None, starts: datetime, now: datetime
) -> bool:
    """Whether registration is open: by an external form, in a state that allows it, before the start and the last day.

    `now` must be in the site's time zone, in which the last day ends.
    """
    in_time = now < starts and (closes is None or now.date() <= closes)
    return registration == RegistrationMode.EXTERNAL and state in {EventState.OPEN, EventState.MOVED} and in_time


class HalfYear(NamedTuple):
    """`half` is 1 from January to June, 2 from July to December."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> HalfYear:
        return cls(day.year, 1 if day.month <= 6 else 2)

    def next(self) -> HalfYear:
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)


def missing_half_years(event_dates: Iterable[date], today: date) -> list[HalfYear]:
    """Of the half-year of `today` and the next one, those that none of the dates falls in."""
    covered = {HalfYear.of(day) for day in event_dates}
    current = HalfYear.of(today)
    return [half_year for half_year in (current, current.next()) if half_year not in covered]
