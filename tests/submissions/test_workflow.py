"""The verbs: what each stores, and what is refused."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from submissions import workflow
from submissions.choices import Channel, CommentAudience, EventType, Kind, SkipReason, State, Step
from submissions.models import Contact, Submission, SubmissionEvent
from submissions.refusals import Refused
from submissions.rules import Refusal
from submissions.signals import submission_changed
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.submissions import AttachmentFactory, SentSubmissionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 15)


def events(case) -> list[str]:
    return [event.type for event in case.events.all()]


def test_the_whole_way_of_a_case(officer, kb):
    case = SentSubmissionFactory()
    sender = case.sender
    workflow.take_up(case, officer)
    workflow.ask_completion(case, officer, ["dnr"], "Skriv diarienumret.", answer_by=DAY)
    workflow.complete(case, sender, {"dnr": "KS 2026/17"})
    workflow.endorse(case, officer, message="Stämmer med protokollet.")
    workflow.take_up(case, kb)
    workflow.accept(case, kb)
    case = workflow.mark_done(case, kb)

    assert (case.state, case.step, case.version) == (State.DONE, Step.KB, 9)
    assert case.data["dnr"] == "KS 2026/17"
    assert events(case) == [
        EventType.RECEIVED,
        EventType.TAKEN_UP,
        EventType.COMPLETION_ASKED,
        EventType.COMPLETED,
        EventType.ENDORSED,
        EventType.TAKEN_UP,
        EventType.ACCEPTED,
        EventType.PUBLISHED,
        EventType.DONE,
    ]
    assert {comment.text: comment.audience for comment in case.comments.all()} == {
        "Skriv diarienumret.": CommentAudience.SENDER,
        "Stämmer med protokollet.": CommentAudience.INTERNAL,
    }


def test_a_new_case_has_its_number_and_the_time_of_the_database(kb):
    before = timezone.now() - dt.timedelta(seconds=5)
    case, following = SubmissionFactory(), SubmissionFactory()

    year = timezone.localdate().year
    assert [case.number, following.number] == [f"{year}-0001", f"{year}-0002"]
    case.refresh_from_db()
    assert before < case.received_at < timezone.now() + dt.timedelta(seconds=5)
    assert (case.contact.email, case.sender) == ("kim@kommunen.example", None)


def test_without_an_officer_the_region_is_passed_over_and_the_timeline_says_why():
    case = SubmissionFactory()

    assert (case.step, events(case)) == (Step.KB, [EventType.RECEIVED, EventType.REGION_SKIPPED])
    assert case.events.last().payload == {"reason": SkipReason.NO_OFFICER}


def test_files_of_the_draft_come_along_and_are_bound_once(region):
    file = AttachmentFactory()
    first = SubmissionFactory(attachments=[file])
    SubmissionFactory(attachments=[file])

    file.refresh_from_db()
    assert (file.submission, file.draft_key) == (first, "")


def test_who_does_not_act_for_the_organisation_cannot_send_for_it():
    with pytest.raises(Refused) as refused:
        SubmissionFactory(sender=UserFactory(), channel=Channel.ACCOUNT)

    assert refused.value.reason is Refusal.NOT_YOURS
    assert Submission.objects.count() == Contact.objects.count() == 0


def test_a_case_that_has_moved_on_is_not_decided_upon_unseen(kb, other_kb):
    case = SubmissionFactory()
    seen = case.version
    workflow.accept(case, kb, seen=seen)

    with pytest.raises(Refused) as refused:
        workflow.decline(case, other_kb, "Ligger utanför 18 §.", seen=seen)

    assert refused.value.reason is Refusal.MOVED_ON
    assert Submission.objects.get().state == State.PUBLISHED


def test_a_refused_action_stores_nothing(officer, kb):
    case = SubmissionFactory()
    count = SubmissionEvent.objects.count()

    with pytest.raises(Refused):
        workflow.accept(case, officer, message="Bra")

    case.refresh_from_db()
    assert (SubmissionEvent.objects.count(), case.comments.count(), case.version) == (count, 0, 1)


@pytest.mark.parametrize("verb", [workflow.decline, workflow.void])
def test_a_refusal_of_a_case_needs_its_reason(verb, kb):
    with pytest.raises(ValueError, match="reason"):
        verb(SubmissionFactory(), kb, " ")


def test_the_scheduler_passes_a_case_on_and_a_link_answers_for_its_case(officer):
    case = workflow.pass_to_kb(SubmissionFactory(), None, SkipReason.OVERDUE)
    assert (case.step, case.events.last().user) == (Step.KB, None)

    case = workflow.withdraw(case, None, by_link=True, message="Fel fil.")
    assert case.state == State.WITHDRAWN


def test_assigning_says_who_and_until_when(kb, other_kb):
    case = workflow.assign(SubmissionFactory(), kb, other_kb, answer_by=DAY)

    assert (case.handler, case.answer_by, case.state) == (other_kb, DAY, State.RECEIVED)
    assert case.events.last().payload == {"handler": other_kb.pk, "answer_by": "2026-12-15"}


def test_the_timeline_holds_no_personal_data(officer):
    case = SubmissionFactory(data={"title": "Plan", "note": "Ring Kim Exempel"})
    workflow.ask_completion(case, officer, ["note"], "Hej Kim, vilken Kim?")

    stored = repr(list(SubmissionEvent.objects.values_list()))
    assert "Kim" not in stored
    assert "@kommunen.example" not in stored


def test_every_change_is_told_with_its_event_in_the_same_transaction(kb):
    told = []

    def hear(submission, event, **signal):
        told.append((submission.number, event.type, event.pk == submission.events.last().pk))

    submission_changed.connect(hear)
    try:
        case = SubmissionFactory(kind=Kind.TIP)
        workflow.comment(case, kb, "Ring på måndag.", CommentAudience.INTERNAL)
    finally:
        submission_changed.disconnect(hear)

    number = case.number
    assert told == [
        (number, EventType.RECEIVED, True),
        (number, EventType.REGION_SKIPPED, True),
        (number, EventType.COMMENTED, True),
    ]


def test_a_desk_holds_the_cases_of_the_own_county(officer, kb):
    from accounts.actors import read_actor

    own = SubmissionFactory()
    SubmissionFactory(organisation=OrganisationFactory(code="0101", county_code="01"))

    assert list(Submission.objects.handled_by(read_actor(officer))) == [own]
    assert Submission.objects.handled_by(read_actor(kb)).count() == 2
    assert Submission.objects.handled_by(read_actor(UserFactory())).count() == 0


def test_disposal_blanks_the_sender_and_says_so_without_naming_anybody(kb):
    case = workflow.decline(SubmissionFactory(), kb, "Ligger utanför 18 §.")
    workflow.dispose(case, kb, "Gallringsbeslut 2026/4")

    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.blanked_ground, contact.blanked_by) == (
        *("", "", "Gallringsbeslut 2026/4"),
        kb,
    )
    assert case.events.last().type == EventType.BLANKED


def test_an_open_case_keeps_its_sender(kb):
    with pytest.raises(Refused):
        workflow.dispose(SubmissionFactory(), kb, "Gallringsbeslut 2026/4")


def test_cases_that_the_region_leaves_go_on_to_kb(officer):
    late, _new = SubmissionFactory(), SubmissionFactory()
    Submission.objects.filter(pk=late.pk).update(step_since=timezone.now() - dt.timedelta(days=15))
    call_command("pass_on_cases", verbosity=0)

    assert [case.step for case in Submission.objects.order_by("pk")] == [Step.KB, Step.REGION]
    assert late.events.last().payload == {"reason": SkipReason.OVERDUE}
