from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.language import keep_in, lexicon


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    kept = lexicon.folder()
    keep_in(tmp_path)
    yield tmp_path
    keep_in(kept)


def build(folder: Path) -> None:
    keep_in(folder)
    lexicon.lexicon()


@pytest.mark.slow
def test_two_processes_that_build_at_once_leave_one_good_file(elsewhere: Path) -> None:
    context = multiprocessing.get_context("spawn")
    builders = [context.Process(target=build, args=(elsewhere,)) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert [builder.exitcode for builder in builders] == [0, 0]
    assert len(list(elsewhere.iterdir())) == 1
    assert lexicon.lexicon().entries("skolbibliotek") == ("skolbibliotek/ABDY",)
