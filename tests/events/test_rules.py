"""The life of an event, its registration and the half-years, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.choices import Registration, State
from events.rules import FOLLOWED_BY, HalfYear, may_follow, missing_half_years, takes_registrations

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, {"save_the_date", "open", "cancelled", "held", "published_material"}),
        (State.SAVE_THE_DATE, {"save_the_date", "open", "moved", "cancelled"}),
        (State.OPEN, {"open", "moved", "cancelled", "held"}),
        (State.MOVED, {"open", "moved", "cancelled", "held"}),
        (State.CANCELLED, {"moved", "cancelled"}),
        (State.HELD, {"held", "published_material"}),
        (State.PUBLISHED_MATERIAL, {"held", "published_material"}),
    ],
)
def test_what_may_follow(before, after):
    assert {state.value for state in State if may_follow(before, state)} == after


def test_every_state_says_what_may_follow():
    assert set(FOLLOWED_BY) == {None, *State}


@pytest.mark.parametrize(
    ("state", "registration", "closes", "starts", "takes"),
    [
        (State.OPEN, Registration.EXTERNAL, None, TOMORROW, True),
        (State.MOVED, Registration.EXTERNAL, None, TOMORROW, True),
        (State.SAVE_THE_DATE, Registration.EXTERNAL, None, TOMORROW, False),
        (State.CANCELLED, Registration.EXTERNAL, None, TOMORROW, False),
        (State.OPEN, Registration.NONE, None, TOMORROW, False),
        (State.OPEN, Registration.INVITATION, None, TOMORROW, False),
        (State.OPEN, Registration.EXTERNAL, NOW.date(), TOMORROW, True),
        (State.OPEN, Registration.EXTERNAL, NOW.date() - timedelta(days=1), TOMORROW, False),
        (State.OPEN, Registration.EXTERNAL, None, NOW, False),
    ],
)
def test_when_one_can_register(state, registration, closes, starts, takes):
    assert takes_registrations(state, registration, closes, starts, NOW) is takes


@pytest.mark.parametrize(
    ("held", "today", "missing"),
    [
        ([], date(2026, 6, 30), [(2026, 1), (2026, 2)]),
        ([], date(2026, 7, 1), [(2026, 2), (2027, 1)]),
        ([date(2026, 1, 1)], date(2026, 3, 1), [(2026, 2)]),
        ([date(2026, 6, 30), date(2026, 7, 1)], date(2026, 3, 1), []),
        ([date(2025, 5, 1), date(2027, 5, 1)], date(2026, 3, 1), [(2026, 1), (2026, 2)]),
        ([date(2026, 12, 31), date(2027, 1, 1)], date(2026, 12, 31), []),
    ],
)
def test_the_half_years_that_are_missing(held, today, missing):
    assert missing_half_years(held, today) == [HalfYear(*one) for one in missing]
