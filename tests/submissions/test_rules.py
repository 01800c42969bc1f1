"""Who may do what with a case, and when."""

import pytest

from accounts.choices import Role
from accounts.rules import NOBODY, Actor, Appointment
from submissions.choices import Channel, EventType, SkipReason, State, Step
from submissions.refusals import SENTENCES
from submissions.rules import (
    TRANSITIONS,
    Case,
    CasePlace,
    Person,
    Refusal,
    first_step,
    may_send_for,
    refusal,
    sees,
)

ALBY = CasePlace("0380", "03", is_municipality=True)
GOTLAND = CasePlace("0980", "09", is_municipality=True, is_region=True)
UPPSALA = CasePlace("03", "03", is_region=True)


def appointed(pk: int, role: Role, organisation: str, county: str = "", is_region: bool = False) -> Person:
    return Person(pk, Actor((Appointment(role, organisation, county, is_region),)))


SENDER = appointed(1, Role.CONTRIBUTOR, "0380", "03")
READER = appointed(2, Role.READER, "0380", "03")
OFFICER = appointed(3, Role.REGION_OFFICER, "03", "03", is_region=True)
OTHER_REGION = appointed(4, Role.REGION_OFFICER, "01", "01", is_region=True)
KB = appointed(5, Role.KB_EDITOR, "KB")
STRANGER = Person(None, NOBODY)


def case(state: State = State.RECEIVED, step: Step = Step.REGION, sender: int | None = 1) -> Case:
    return Case(state, step, ALBY, sender)


@pytest.mark.parametrize(
    ("channel", "place", "sender", "has_officer", "expected"),
    [
        (Channel.ACCOUNT, ALBY, SENDER, True, (Step.REGION, None)),
        (Channel.ACCOUNT, ALBY, SENDER, False, (Step.KB, SkipReason.NO_OFFICER)),
        (Channel.ACCOUNT, ALBY, OFFICER, True, (Step.KB, SkipReason.SENT_BY_REGION)),
        (Channel.ACCOUNT, GOTLAND, SENDER, True, (Step.KB, SkipReason.OWN_REGION)),
        (Channel.ACCOUNT, UPPSALA, OFFICER, True, (Step.KB, None)),
        (Channel.OPEN_FORM, ALBY, STRANGER, True, (Step.REGION, None)),
        (Channel.MONITOR, ALBY, STRANGER, True, (Step.KB, None)),
        (Channel.KB, ALBY, KB, True, (Step.KB, None)),
    ],
)
def test_the_region_has_the_first_say_about_its_municipalities(channel, place, sender, has_officer, expected):
    assert first_step(channel, place, sender.actor, has_officer=has_officer) == expected


@pytest.mark.parametrize("step", Step)
def test_nobody_but_sender_own_region_and_kb_sees_a_case(step):
    for state in State:
        seen = [one.pk for one in (SENDER, READER, OFFICER, OTHER_REGION, KB, STRANGER) if sees(one, case(state, step))]

        assert seen == [SENDER.pk, OFFICER.pk, KB.pk]


@pytest.mark.parametrize("step", Step)
def test_another_region_can_do_nothing_at_any_step(step):
    refusals = {refusal(event, OTHER_REGION, case(state, step)) for event in TRANSITIONS for state in State}

    assert refusals == {Refusal.NOT_YOURS}


@pytest.mark.parametrize(
    ("event", "person", "step", "expected"),
    [
        (EventType.TAKEN_UP, OFFICER, Step.REGION, None),
        (EventType.TAKEN_UP, OFFICER, Step.KB, Refusal.NOT_YOURS),
        (EventType.TAKEN_UP, SENDER, Step.REGION, Refusal.NOT_YOURS),
        (EventType.ENDORSED, OFFICER, Step.REGION, None),
        (EventType.ENDORSED, OFFICER, Step.KB, Refusal.NOT_YOURS),
        (EventType.ENDORSED, KB, Step.REGION, Refusal.NOT_YOURS),
        (EventType.REGION_SKIPPED, KB, Step.REGION, None),
        (EventType.REGION_SKIPPED, KB, Step.KB, Refusal.WRONG_STATE),
        (EventType.REGION_SKIPPED, OFFICER, Step.REGION, Refusal.NOT_YOURS),
        (EventType.ACCEPTED, KB, Step.KB, None),
        (EventType.ACCEPTED, KB, Step.REGION, Refusal.REGIONS_TURN),
        (EventType.ACCEPTED, OFFICER, Step.KB, Refusal.NOT_YOURS),
        (EventType.DECLINED, OFFICER, Step.REGION, Refusal.NOT_YOURS),
        (EventType.WITHDRAWN, SENDER, Step.KB, None),
        (EventType.WITHDRAWN, KB, Step.KB, Refusal.NOT_YOURS),
        (EventType.COMMENTED, OFFICER, Step.KB, None),
        (EventType.VOIDED, KB, Step.REGION, None),
    ],
)
def test_what_is_whose_to_do(event, person, step, expected):
    assert refusal(event, person, case(step=step)) == expected


@pytest.mark.parametrize("event", [EventType.ACCEPTED, EventType.DECLINED])
def test_nobody_decides_on_what_they_sent_themselves(event):
    assert refusal(event, KB, case(step=Step.KB, sender=KB.pk)) is Refusal.OWN_CASE


@pytest.mark.parametrize("event", TRANSITIONS)
def test_an_event_happens_only_from_its_states(event):
    who = SENDER if event in (EventType.COMPLETED, EventType.WITHDRAWN) else KB
    for state in State:
        answers = {refusal(event, who, case(state, step)) for step in Step}

        assert (answers == {Refusal.WRONG_STATE}) == (state not in TRANSITIONS[event][0])


def test_what_is_published_is_not_withdrawn():
    assert refusal(EventType.WITHDRAWN, SENDER, case(State.PUBLISHED)) is Refusal.WRONG_STATE


@pytest.mark.parametrize(
    ("person", "place", "expected"),
    [(SENDER, ALBY, True), (READER, ALBY, False), (OFFICER, ALBY, True), (OTHER_REGION, ALBY, False), (KB, ALBY, True)],
)
def test_who_sends_in_for_an_organisation(person, place, expected):
    assert may_send_for(person.actor, place) is expected


def test_every_refusal_has_its_sentence():
    assert set(SENTENCES) == set(Refusal)
