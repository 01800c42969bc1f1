from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from home.bootstrap import set_up_site
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
    settings.SEARCH_QUEUE_DIR = tmp_path
    rebuild()


@pytest.fixture
def editor(client, prepared_site, db):
    """A client signed in as an editor of KB, who is no superuser."""
    set_up_site()
    user = User.objects.create_user("kb-redaktor@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    client.user = user
    return client
