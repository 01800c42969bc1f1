"""Queued records are indexed by the command, and stay queued while they cannot be."""

import pytest
from django.core.management import CommandError, call_command

from search import reindex_queue
from search.engines import engines

pytestmark = pytest.mark.django_db
CLOSED = "elasticsearch://127.0.0.1:9/away?timeout=1"  # the discard port: nobody listens


def test_queued_records_are_indexed(collection):
    key = sorted(engines()[0].keys("planer"))[0]
    engines()[0].delete("planer", {key})
    reindex_queue.add("planer", [key])

    call_command("drain_reindex_queue")

    assert key in engines()[0].keys("planer")
    assert reindex_queue.count() == 0


def test_records_stay_queued_while_the_server_is_unavailable(collection, settings):
    reindex_queue.add("planer", ["1", "2"])
    settings.SEARCH_URL = CLOSED

    with pytest.raises(CommandError, match="2 ändrade"):
        call_command("drain_reindex_queue")

    assert reindex_queue.count() == 2
