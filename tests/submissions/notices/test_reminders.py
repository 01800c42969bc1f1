"""Cases whose day has passed are not forgotten, and nobody is reminded every day."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from submissions.workflow import ask_completion, assign
from tests.submissions.notices.conftest import log, send_in, told

DAY = timedelta(days=1)


@pytest.fixture
def clock(people):
    with time_machine.travel(timezone.now(), tick=False) as moved:
        yield moved


def reminded() -> list[tuple[str, str]]:
    """Who is reminded, and why; that stays in the log."""
    told()
    call_command("remind_of_cases", verbosity=0)
    return [(name, reason) for name, reason, _state in log()]


def test_officer_is_reminded_every_week_from_the_day_after(people, clock):
    officer, today = people["region-03-1"], timezone.localdate()
    assign(send_in(people), officer, officer, answer_by=today)
    assert reminded() == []
    clock.shift(DAY)
    assert reminded() == [("region-03-1", "forsenat")]

    for days in range(1, 7):
        clock.shift(DAY)
        call_command("remind_of_cases")
        assert (days, len(log())) == (days, 1)
    clock.shift(DAY)
    call_command("remind_of_cases")
    assert len(log()) == 2


def test_sender_is_reminded_of_a_completion(people, clock):
    ask_completion(send_in(people), people["region-03-1"], ["starts"], "När?", answer_by=timezone.localdate())
    clock.shift(DAY)

    assert reminded() == [("kommun-03", "paminnelse"), ("region-03-1", "forsenat")]
