"""The index follows the database, and changes that it missed are queued and indexed later."""

import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from search import reindex_queue
from search.engines import engine_at, get_searcher
from search.health import problems
from search.indexing import deferred_refresh, rebuild, refresh, withdraw
from search.types import Query
from tests.factories.library_plans import PassageFactory
from tests.search.conftest import TODAY, collect
from tests.worker import DATABASE_TASKS, run_waiting_tasks

pytestmark = pytest.mark.django_db
BLOCKED = "sqlite:////dev/null/index.sqlite3"


def found(words: str) -> set[str]:
    from search.within_document import analyse_public_query

    query = Query(analyse_public_query(words, "planer"), "planer", TODAY)
    return {hit.record for hit in get_searcher().iter_pages(query)}


def test_a_changed_record_is_found_by_its_new_words_only(collection, at_once):
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    at_once("planer", [str(edition.pk)])

    assert (found("sagostund"), found("byn")) == ({str(edition.pk)}, set())


def test_a_deleted_record_leaves_the_index(collection, at_once):
    edition = collection["dalby"]
    key = str(edition.pk)
    edition.passages.all().delete()
    edition.pages.all().delete()
    edition.delete()
    at_once("planer", [key])

    assert key not in found("bokbussen")
    assert problems() == []


def test_nothing_is_written_before_the_commit(collection, django_capture_on_commit_callbacks):
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    with django_capture_on_commit_callbacks() as waiting:
        refresh("planer", [str(edition.pk)])

    assert len(waiting) == 1
    assert found("sagostund") == set()


def test_a_save_leaves_the_index_to_the_worker(collection, settings):
    settings.TASKS = DATABASE_TASKS
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    refresh("planer", [str(edition.pk)])
    assert found("sagostund") == set()

    run_waiting_tasks()
    assert found("sagostund") == {str(edition.pk)}


def test_changes_that_are_not_stored_leave_no_task(collection, settings):
    settings.TASKS = DATABASE_TASKS
    with transaction.atomic():
        refresh("planer", [str(collection["dalby"].pk)])
        transaction.set_rollback(True)

    assert DBTaskResult.objects.count() == 0


def test_a_task_takes_over_the_waiting_ones_of_its_source(collection, settings):
    settings.TASKS = DATABASE_TASKS
    keys = [str(collection[name].pk) for name in ("dalby", "berga")]
    for key in [*keys, keys[0]]:
        refresh("planer", [key])
    refresh("traffpunkt", ["1"])
    run_waiting_tasks()

    done = DBTaskResult.objects.successful().values_list("args_kwargs__args", flat=True)
    assert sorted(done) == [["planer", sorted(keys)], ["traffpunkt", ["1"]]]
    assert DBTaskResult.objects.count() == 2


def test_a_withdrawn_record_leaves_before_the_worker_comes(collection, settings, django_capture_on_commit_callbacks):
    key = str(collection["dalby"].pk)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw("planer", [key])

    assert key not in found("bokbussen")


def test_a_failing_index_does_not_break_a_save_and_queues_the_record(collection, at_once, settings):
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")
    working, settings.SEARCH_URL = settings.SEARCH_URL, BLOCKED
    at_once("planer", [str(edition.pk)])
    settings.SEARCH_URL = working

    assert problems() == ["1 ändrade dokument är inte i sökindexet än."]


def test_queued_records_are_indexed_with_the_next(collection, at_once):
    reindex_queue.add("planer", [str(collection["dalby"].pk)])
    collection["dalby"].passages.update(text="Sagostund på lördagar.")
    at_once("planer", [str(collection["berga"].pk)])

    assert found("sagostund") == {str(collection["dalby"].pk)}
    assert reindex_queue.count() == 0


def test_rebuild_if_needed_leaves_an_index_in_sync(collection, settings):
    before = engine_at(settings.SEARCH_URL).status()
    out = StringIO()
    call_command("rebuild_search", "--if-needed", stdout=out)

    assert out.getvalue() == ""
    assert engine_at(settings.SEARCH_URL).status() == before


def test_rebuild_if_needed_rebuilds_an_index_that_is_behind(collection):
    edition = collect("Elby", "Sagostund.", code="0305")
    out = StringIO()
    call_command("rebuild_search", "--if-needed", stdout=out)

    assert out.getvalue().startswith("Sökindex: 5 dokument på ")
    assert found("sagostund") == {str(edition.pk)}
    assert problems() == []


def test_a_rebuild_can_be_throttled(collection):
    began = time.monotonic()
    call_command("rebuild_search", "--rate", "20", verbosity=0)

    assert time.monotonic() - began >= 3 / 20  # four documents, the first at once


def test_both_indexes_are_written(collection, at_once, settings, tmp_path):
    settings.SEARCH_FAILOVER_URL = f"sqlite:///{tmp_path / 'spare.sqlite3'}"
    rebuild()
    collection["dalby"].passages.update(text="Sagostund på lördagar.")
    at_once("planer", [str(collection["dalby"].pk)])
    settings.SEARCH_URL, settings.SEARCH_FAILOVER_URL = settings.SEARCH_FAILOVER_URL, ""

    assert found("sagostund") == {str(collection["dalby"].pk)}
    assert problems() == []


def test_a_failing_index_does_not_stop_the_other(collection, at_once, settings):
    settings.SEARCH_FAILOVER_URL, settings.SEARCH_URL = settings.SEARCH_URL, BLOCKED
    collection["dalby"].passages.update(text="Sagostund på lördagar.")
    at_once("planer", [str(collection["dalby"].pk)])
    settings.SEARCH_URL, settings.SEARCH_FAILOVER_URL = settings.SEARCH_FAILOVER_URL, ""

    assert found("sagostund") == {str(collection["dalby"].pk)}
    assert reindex_queue.count() == 1


def test_a_rebuild_indexes_queued_records(collection):
    reindex_queue.add("planer", [str(collection["dalby"].pk)])
    rebuild()

    assert reindex_queue.count() == 0


def test_the_same_key_is_written_once(collection, at_once, settings):
    edition = collection["dalby"]
    PassageFactory(edition=edition, page_number=1, position=2, text="Sagostund.")
    at_once("planer", [str(edition.pk), str(edition.pk)])

    assert engine_at(settings.SEARCH_URL).status().chunks == 9


def test_deferred_changes_are_written_once_at_the_end(collection, at_once):
    edition = collection["dalby"]
    edition.passages.update(text="Sagostund på lördagar.")

    with deferred_refresh():
        at_once("planer", [str(edition.pk)])
        meanwhile = (found("sagostund"), reindex_queue.count())

    assert (meanwhile, found("sagostund"), reindex_queue.count()) == ((set(), 1), {str(edition.pk)}, 0)
