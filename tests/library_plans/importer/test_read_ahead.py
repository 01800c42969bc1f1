"""Many files are read beside the code that registers them, with the same outcome as one by one."""

from __future__ import annotations

import signal

import pytest

from extraction.types import TextState
from library_plans.importer.pipeline import ReadingInterrupted, read_edition
from library_plans.importer.read_ahead import ReadAhead
from library_plans.importer.registration import CollectedFile, register_file
from library_plans.models import Edition, Passage
from tests.extraction import hostile
from tests.extraction.killing import killer_of_next_reader

pytestmark = pytest.mark.django_db


def register(title: str, content: bytes = hostile.HTML_PAGE) -> Edition:
    return register_file(CollectedFile(content=content, name=f"{title}.html", title=title)).edition


def passages(edition: Edition) -> list[tuple[str, str]]:
    return list(Passage.objects.filter(edition=edition).order_by("pk").values_list("kind", "text"))


def test_files_are_read_as_one_by_one_and_stored_in_the_order_in_which_they_were_added():
    alone = read_edition(register("Ensam", hostile.HTML_PAGE + b"<!-- -->").pk)
    with ReadAhead() as reader:
        added = [register("Första"), register("Andra", hostile.HTML_PAGE + b"<!-- 2 -->")]
        for edition in added:
            reader.add(edition)
        assert len(reader) == 2
        assert not any(passages(edition) for edition in added)
        stored = list(reader.store())
    assert stored == added
    assert [edition.state for edition in stored] == [TextState.TEXT] * 2
    assert passages(added[0]) == passages(added[1]) == passages(alone) != []


def test_an_interrupted_reading_leaves_its_edition_and_those_after_it():
    page = b"<p>" + "Biblioteket är öppet för alla. ".encode() * 30 + b"</p>"
    long = register("Lång", b"<!doctype html><html lang=sv><h1>Plan</h1>" + page * 9_000)
    short = register("Kort")
    with ReadAhead() as reader:
        killer = killer_of_next_reader(signal.SIGKILL)
        reader.add(long)
        killer.join()
        reader.add(short)
        with pytest.raises(ReadingInterrupted):
            list(reader.store())
    assert set(Edition.objects.values_list("state", flat=True)) == {TextState.PENDING}
