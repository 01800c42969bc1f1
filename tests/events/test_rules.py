"""The rules of state transitions, registration and half-years."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.choices import EventState, RegistrationMode
from events.rules import TRANSITIONS, HalfYear, accepts_registrations, is_allowed_transition, missing_half_years

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("public", "allowed"),
    [
        (None, {"save_the_date", "open", "cancelled", "held", "published_material"}),
        (EventState.SAVE_THE_DATE, {"save_the_date", "open", "moved", "cancelled"}),
        (EventState.OPEN, {"open", "moved", "cancelled", "held"}),
        (EventState.MOVED, {"open", "moved", "cancelled", "held"}),
        (EventState.CANCELLED, {"moved", "cancelled"}),
        (EventState.HELD, {"held", "published_material"}),
        (EventState.PUBLISHED_MATERIAL, {"held", "published_material"}),
    ],
)
def test_allowed_transitions(public, allowed):
    assert {state.value for state in EventState if is_allowed_transition(public, state)} == allowed


def test_every_state_has_transitions():
    assert set(TRANSITIONS) == {None, *EventState}


@pytest.mark.parametrize(
    ("state", "registration", "closes", "starts", "is_open"),
    [
        (EventState.OPEN, RegistrationMode.EXTERNAL, None, TOMORROW, True),
        (EventState.MOVED, RegistrationMode.EXTERNAL, None, TOMORROW, True),
        (EventState.SAVE_THE_DATE, RegistrationMode.EXTERNAL, None, TOMORROW, False),
        (EventState.CANCELLED, RegistrationMode.EXTERNAL, None, TOMORROW, False),
        (EventState.OPEN, RegistrationMode.NONE, None, TOMORROW, False),
        (EventState.OPEN, RegistrationMode.INVITATION, None, TOMORROW, False),
        (EventState.OPEN, RegistrationMode.EXTERNAL, NOW.date(), TOMORROW, True),
        (EventState.OPEN, RegistrationMode.EXTERNAL, NOW.date() - timedelta(days=1), TOMORROW, False),
        (EventState.OPEN, RegistrationMode.EXTERNAL, None, NOW, False),
    ],
)
def test_open_registration(state, registration, closes, starts, is_open):
    assert accepts_registrations(state, registration, closes, starts, NOW) is is_open


@pytest.mark.parametrize(
    ("dates", "today", "missing"),
    [
        ([], date(2026, 6, 30), [(2026, 1), (2026, 2)]),
        ([], date(2026, 7, 1), [(2026, 2), (2027, 1)]),
        ([date(2026, 1, 1)], date(2026, 3, 1), [(2026, 2)]),
        ([date(2026, 6, 30), date(2026, 7, 1)], date(2026, 3, 1), []),
        ([date(2025, 5, 1), date(2027, 5, 1)], date(2026, 3, 1), [(2026, 1), (2026, 2)]),
        ([date(2026, 12, 31), date(2027, 1, 1)], date(2026, 12, 31), []),
    ],
)
def test_missing_half_years(dates, today, missing):
    assert missing_half_years(dates, today) == [HalfYear(*one) for one in missing]
