"""Many at once, over real connections that commit: SQLite's file or PostgreSQL, whichever the run was started with."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from submissions import workflow
from submissions.choices import Channel, EventType, Kind, State
from submissions.models import Submission, SubmissionEvent
from submissions.refusals import Refused
from submissions.rules import Refusal
from tests.factories.submissions import SubmissionFactory

CONNECTIONS, CASES = 20, 200


def in_threads(count, work, arguments):
    """The results of a function, run in threads with a connection each; all are open before any works."""
    barrier, own = Barrier(count), local()

    def run(argument):
        if not hasattr(own, "waited"):
            connection.ensure_connection()
            own.waited = True
            barrier.wait(30)
        return work(argument)

    with ThreadPoolExecutor(count) as pool:
        results = list(pool.map(run, arguments))
        list(pool.map(lambda _: connection.close(), range(count)))
    return results


def test_two_hundred_cases_at_once_get_two_hundred_numbers_without_a_gap(committed_database):
    organisation = SubmissionFactory().organisation

    def send(index):
        return workflow.receive(
            kind=Kind.TIP, organisation=organisation, title=f"Tips {index}", channel=Channel.OPEN_FORM
        ).number

    numbers = in_threads(CONNECTIONS, send, range(CASES))

    year = timezone.localdate().year
    assert sorted(numbers) == [f"{year}-{position:04d}" for position in range(2, CASES + 2)]
    assert Submission.objects.values("title").distinct().count() == CASES + 1
    assert SubmissionEvent.objects.filter(type=EventType.RECEIVED).count() == CASES + 1


def test_a_number_that_was_rolled_back_is_given_to_the_next_case(committed_database):
    def fail(submission, **signal):
        raise RuntimeError

    workflow.transitions.submission_changed.connect(fail)
    with pytest.raises(RuntimeError):
        SubmissionFactory()
    workflow.transitions.submission_changed.disconnect(fail)

    assert SubmissionFactory().number == f"{timezone.localdate().year}-0001"


def test_two_moderators_at_once_make_one_decision_and_get_one_polite_refusal(committed_database, kb_pair):
    case = SubmissionFactory()
    seen = case.version

    def decide(pk):
        user = User.objects.get(pk=pk)
        try:
            if pk == kb_pair[0]:
                return workflow.accept(case, user, seen=seen).state
            return workflow.decline(case, user, "Ligger utanför 18 §.", seen=seen).state
        except Refused as refused:
            return refused.reason

    results = in_threads(2, decide, kb_pair)

    assert Refusal.MOVED_ON in results
    stored = Submission.objects.get()
    assert {*results} == {Refusal.MOVED_ON, stored.state}
    assert stored.state in (State.PUBLISHED, State.DECLINED)
    assert stored.events.filter(type__in=(EventType.ACCEPTED, EventType.DECLINED)).count() == 1
