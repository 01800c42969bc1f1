"""What may be said of an event when it is published; plain functions, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from events.choices import Kind, Registration, State

FOLLOWED_BY: Mapping[State | None, frozenset[State]] = {
    None: frozenset(State) - {State.MOVED},
    State.SAVE_THE_DATE: frozenset({State.OPEN, State.MOVED, State.CANCELLED}),
    State.OPEN: frozenset({State.MOVED, State.CANCELLED, State.HELD}),
    State.MOVED: frozenset({State.OPEN, State.CANCELLED, State.HELD}),
    State.CANCELLED: frozenset({State.MOVED}),
    State.HELD: frozenset({State.PUBLISHED_MATERIAL}),
    State.PUBLISHED_MATERIAL: frozenset({State.HELD}),
}
NEEDS_REASON = frozenset({State.MOVED, State.CANCELLED})
AFTERWARDS = frozenset({State.HELD, State.PUBLISHED_MATERIAL})
# The two forms in which all are invited; the founding document asks for one of them each half-year.
TRAFFPUNKT = frozenset({Kind.WHOLE_DAY, Kind.WEBCAST})


def may_follow(before: State | None, after: State) -> bool:
    """Whether an event may go from what was public, nothing when it never was, to another state or stay."""
    return before == after or after in FOLLOWED_BY[before]


def takes_registrations(
    state: State, registration: Registration, closes: date | None, starts: datetime, now: datetime
) -> bool:
    """Whether somebody can register now: it is announced as open, has not begun, and the last day has not passed.

    `now` has the zone of the readers, in which the last day ends.
    """
    in_time = now < starts and (closes is None or now.date() <= closes)
    return registration == Registration.EXTERNAL and state in {State.OPEN, State.MOVED} and in_time


class HalfYear(NamedTuple):
    """`half` is 1 until the end of June, then 2."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> HalfYear:
        return cls(day.year, 1 if day.month <= 6 else 2)

    def next(self) -> HalfYear:
        return HalfYear(self.year, 2) if self.half == 1 else HalfYear(self.year + 1, 1)


def missing_half_years(held: Iterable[date], today: date) -> list[HalfYear]:
    """Of this half-year and the next, those on no day of which a Träffpunkt is announced."""
    have = {HalfYear.of(day) for day in held}
    current = HalfYear.of(today)
    return [one for one in (current, current.next()) if one not in have]
