from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone


@pytest.fixture
def at_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the clock: `at_day(date)` makes it today."""
    real = timezone.localdate

    def move(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: real(value, zone) if value else day)

    return move
