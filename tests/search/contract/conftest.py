"""Runs each test of this folder on every engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.types import Engine
from tests.search.contract.engines import EACH, ENGINES


@pytest.fixture(params=EACH)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with ENGINES[request.param](tmp_path) as made:
        yield made
