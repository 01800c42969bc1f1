from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from search.indexing import rebuild


@pytest.fixture
def at_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the clock: `at_day(date)` makes it today."""
    real = timezone.localdate

    def move(day: date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: real(value, zone) if value else day)

    return move


@pytest.fixture
def fresh_index(settings, tmp_path: Path) -> None:
    """A search index of the test's own, empty."""
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_NOTES_DIR = tmp_path
    rebuild()
