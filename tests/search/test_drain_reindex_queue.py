"""What the index has missed is written by itself, and counted as long as it cannot be."""

import pytest
from django.core.management import CommandError, call_command

from search import reindex_queue
from search.engines import engines

pytestmark = pytest.mark.django_db
CLOSED = "elasticsearch://127.0.0.1:9/away?timeout=1"  # the discard port: nobody listens


def test_noted_records_are_written(collection):
    key = sorted(engines()[0].keys("planer"))[0]
    engines()[0].delete("planer", {key})
    reindex_queue.add("planer", [key])

    call_command("drain_reindex_queue")

    assert key in engines()[0].keys("planer")
    assert reindex_queue.count() == 0


def test_records_wait_on_while_the_server_is_away(collection, settings):
    reindex_queue.add("planer", ["1", "2"])
    settings.SEARCH_URL = CLOSED

    with pytest.raises(CommandError, match="2 ändrade"):
        call_command("drain_reindex_queue")

    assert reindex_queue.count() == 2
