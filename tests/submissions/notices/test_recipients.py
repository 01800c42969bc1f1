"""At each step those are told whom it concerns: never another region, never whoever did it, never superusers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership
from notifications.models import Notice
from submissions.choices import Channel, CommentAudience, Kind, SkipReason
from submissions.workflow import (
    accept,
    ask_completion,
    assign,
    comment,
    complete,
    decline,
    dispose,
    endorse,
    mark_done,
    pass_to_kb,
    publish,
    take_up,
    void,
    withdraw,
)
from tests.factories.accounts import MembershipFactory
from tests.submissions.notices.conftest import by_link, send_in, told

SENDER, OFFICERS, KB = "kommun-03", ("region-03-1", "region-03-2"), ("kb-1", "kb-2")
QUEUED, HELD = "koat", "hallet"


def awaits(*names: str) -> list[tuple[str, str, str]]:
    return [(name, "vantar", QUEUED) for name in names]


def news() -> list[tuple[str, str, str]]:
    return [(SENDER, "andrat", QUEUED)]


def test_whole_way_of_a_case_that_is_completed_endorsed_and_accepted(people):
    region, kb = people["region-03-1"], people["kb-1"]
    case = send_in(people, kind=Kind.TIP)
    assert told() == [(SENDER, "kvitto", QUEUED), *awaits(*OFFICERS)]
    take_up(case, region)
    assert told() == news()
    ask_completion(case, region, ["starts"], "När börjar planen?")
    assert told() == [(SENDER, "komplettering", HELD)]
    complete(case, people[SENDER], {"starts": "2027-01-01"})
    assert told() == [(SENDER, "kvitto", QUEUED), *awaits("region-03-1")]
    endorse(case, region)
    assert told() == [*news(), *awaits(*KB)]
    take_up(case, kb)
    assert told() == news()
    accept(case, kb)
    assert told() == [(SENDER, "antaget", HELD)]
    publish(case, kb)
    assert told() == news()
    mark_done(case, kb)
    assert told() == news()


def test_what_is_public_at_once_is_told_by_the_letter_alone(people):
    accept_at_once(send_in(people, data={"title": "Plan", "starts": "2027-01-01", "ends": "2030-12-31"}), people)

    assert told() == [(SENDER, "antaget", HELD)]


@pytest.mark.parametrize("county", ["03", "04", "05"])
def test_nobody_of_another_region_is_told(people, county):
    case = send_in(people, county)
    assert told()[1:] == awaits(f"region-{county}-1", f"region-{county}-2")
    assert (case.step, told()) == ("region", [])


def test_decline_is_a_letter_and_voiding_news(people):
    decline(pass_to_kb(send_in(people), None, SkipReason.OVERDUE), people["kb-1"], "Hör inte till 17 §.")
    assert told()[-4:] == [*news(), *awaits(*KB), (SENDER, "avbojt", HELD)]

    void(send_in(people), people["kb-1"], "Dubblett")
    assert told()[-1:] == news()


def test_officer_who_gets_a_case_is_told_alone(people):
    case = send_in(people)
    told()
    assign(case, people["region-03-1"], people["region-03-2"])
    assert told() == awaits("region-03-2")
    assign(case, people["region-03-1"], None)
    assign(case, people["region-03-1"], people["region-03-1"])
    assert told() == []


def test_region_that_is_passed_over_at_once_gets_nothing(people):
    Membership.objects.filter(role=Role.REGION_OFFICER, organisation__county_code="03").delete()
    send_in(people)

    assert told() == [(SENDER, "kvitto", QUEUED), *awaits(*KB)]


def test_without_officers_of_kb_its_editors_are_told(people):
    Membership.objects.filter(role=Role.KB_OFFICER).delete()
    pass_to_kb(send_in(people), None, SkipReason.OVERDUE)

    assert told()[-1:] == awaits("kb-redaktor")


def test_internal_comments_reach_no_sender(people):
    case, kb = send_in(people), people["kb-1"]
    told()
    comment(case, kb, "Hemligt", CommentAudience.INTERNAL)
    assert told() == []
    comment(case, kb, "Öppet", CommentAudience.SENDER)
    assert "Öppet" in Notice.objects.get().text
    assert told() == news()
    endorse(case, people["region-03-1"], message="Hemligt")
    assert not Notice.objects.filter(text__contains="Hemligt").exists()


def test_sender_who_has_left_is_followed_by_those_who_send_in_today(people):
    case, sender = send_in(people, kind=Kind.TIP), people[SENDER]
    sender.is_active = False
    sender.save()
    MembershipFactory(user__email="nya@example.org", organisation=case.organisation)
    told()
    accept_at_once(case, people)

    assert told() == [("nya", "antaget", HELD)]


def accept_at_once(case, people):
    pass_to_kb(case, people["kb-1"], SkipReason.TAKEN_OVER)
    told()
    return accept(case, people["kb-1"])


def test_withdrawal_takes_the_letter_that_waits_back(people):
    case = ask_completion(send_in(people), people["region-03-1"], ["starts"], "När?")
    withdraw(case, people[SENDER])

    assert told()[-3:] == [
        (SENDER, "komplettering", "kastat"),
        (SENDER, "kvitto", QUEUED),
        *awaits("region-03-1"),
    ]


@pytest.mark.parametrize("channel", [Channel.LINK, Channel.OPEN_FORM])
def test_sender_without_account_is_told_by_the_address(people, channel):
    by_link(people, channel)

    assert told() == [("kim", "kvitto", QUEUED), *awaits(*OFFICERS)]


@pytest.mark.parametrize("channel", [Channel.KB, Channel.MONITOR])
def test_what_nobody_sent_in_has_no_receipt(people, channel):
    send_in(people, channel=channel, sender=None)

    assert told() == awaits(*KB)


def test_person_whose_data_are_disposed_of_leaves_the_log(people):
    case = withdraw(by_link(people), None, by_link=True)
    dispose(case, people["kb-1"], "Ärendet är avslutat")

    assert set(Notice.objects.filter(user=None).values_list("address", flat=True)) == {""}


def test_three_officers_cost_as_many_queries_as_one(people):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            send_in(people)
        return len(captured)

    queries()
    two = queries()
    region = people["region-03-1"].memberships.get().organisation
    MembershipFactory.create_batch(3, organisation=region, role=Role.REGION_OFFICER, starts=timezone.localdate())

    assert queries() == two
