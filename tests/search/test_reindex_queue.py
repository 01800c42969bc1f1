"""What waits to be indexed stays in the file until it has been, whoever is killed."""

import pytest

from search import reindex_queue


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.SEARCH_QUEUE_DIR = tmp_path
    return tmp_path


def keys(source: str) -> list[str]:
    return [key for _source, key, _entry in reindex_queue.pending(source)]


def test_entries_stay_until_they_are_removed():
    reindex_queue.add("planer", ["1", "2"])
    reindex_queue.add("rapporter", ["1"])
    assert (keys("planer"), keys("planer"), reindex_queue.count()) == (["1", "2"], ["1", "2"], 3)

    reindex_queue.remove(reindex_queue.pending("planer"))
    assert (keys("planer"), keys("rapporter")) == ([], ["1"])


def test_key_that_is_queued_again_meanwhile_stays():
    reindex_queue.add("planer", ["1"])
    read = reindex_queue.pending("planer")
    reindex_queue.add("planer", ["1"])
    assert reindex_queue.count() == 1
    reindex_queue.remove(read)

    assert keys("planer") == ["1"]


def test_line_that_was_cut_off_is_left_out(folder):
    reindex_queue.add("planer", ["1"])
    with (folder / "reindex_queue").open("a") as file:
        file.write("planer\t2")

    assert keys("planer") == ["1"]
