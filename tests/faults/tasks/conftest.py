"""A small site that is in order, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.tasks.editor import EMAIL, PASSWORD
from tests.faults.tasks.site import FaultySite
from tests.prepared import link_language_data, migrated_file

STOCK = f"""
import json
from django.core.management import call_command
from accounts.models import User
from tests.factories.organisations import OrganisationFactory
call_command("setup_site")
User.objects.create_superuser({EMAIL!r}, password={PASSWORD!r})
owner = OrganisationFactory(code="0180", name="Provköping")
call_command("rebuild_search")
call_command("run_worker", "--batch", "--no-startup-delay")
print(json.dumps(owner.pk))
"""


@pytest.fixture(scope="module")
def stock(tmp_path_factory) -> tuple[Path, int]:
    """The folder of the site, and its one municipality."""
    folder = tmp_path_factory.mktemp("stock")
    link_language_data(folder)
    shutil.copy(migrated_file(), folder / "site.sqlite3")
    return folder, FaultySite(folder, 0).instance.run_python(STOCK)


@pytest.fixture
def site(stock, tmp_path) -> FaultySite:
    folder, owner = stock
    shutil.copytree(folder, tmp_path / "var", symlinks=True)
    return FaultySite(tmp_path / "var", owner)
