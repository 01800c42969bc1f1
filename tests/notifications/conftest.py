"""Reasons of the tests' own, one for each way in which a notice leaves; and a clock."""

from datetime import UTC, datetime

import pytest
import time_machine

from notifications.choices import Delivery
from notifications.reasons import Reason, _registered, register


def link_of(notice):
    return f"https://plats.example/{notice.about}/{notice.user.pk if notice.user else 'gast'}/"


RECEIPT = Reason("provkvitto", "provkvitto", link=link_of)
NEWS = Reason("provnyhet", "provnyhet", Delivery.AT_PACE, link_of)
DECISION = Reason("provbeslut", "provbeslut", Delivery.HELD)
MONDAY = datetime(2026, 11, 30, 2, tzinfo=UTC)  # the job runs at 03:00 in Stockholm


@pytest.fixture(autouse=True)
def reasons(monkeypatch):
    """Taken away again, so that no other test's screen lists them."""
    before = dict(_registered)
    register(RECEIPT, NEWS, DECISION)
    yield
    _registered.clear()
    _registered.update(before)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved
