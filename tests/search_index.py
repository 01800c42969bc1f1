"""Search indexes of the prepared sites: built once for a module, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from search.indexing import rebuild


def index_settings(folder: Path) -> dict[str, Any]:
    """The settings of an index in a folder."""
    return {"SEARCH_URL": f"sqlite:///{folder / 'index.sqlite3'}", "SEARCH_QUEUE_DIR": folder}


def copy_index(index: Path, settings: Any, folder: Path) -> None:
    """Give a test a copy of its own."""
    shutil.copytree(index, folder, dirs_exist_ok=True)
    for name, value in index_settings(folder).items():
        setattr(settings, name, value)


@pytest.fixture(scope="module")
def build_index(django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Builds the index of the present database; returns its folder."""

    def build_index() -> Path:
        folder = tmp_path_factory.mktemp("index")
        with django_db_blocker.unblock(), override_settings(**index_settings(folder)):
            rebuild()
        return folder

    return build_index


@pytest.fixture(scope="module")
def empty_site_index(empty_site: None, build_index: Any) -> Path:
    return build_index()


@pytest.fixture(scope="module")
def small_site_index(small_site: None, build_index: Any) -> Path:
    return build_index()


@pytest.fixture(scope="module")
def whole_site_index(whole_site: None, build_index: Any) -> Path:
    return build_index()
