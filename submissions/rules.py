"""Who may do what with a case, and when, as functions of who asks and of the case: no database, no request."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from accounts.rules import Actor
from submissions.choices import CLOSED, UNDECIDED, Channel, EventType, SkipReason, State, Step


@dataclass(frozen=True, slots=True)
class CasePlace:
    """The organisation that a case is about: code, county's two digits, whether it is a municipality, a region."""

    code: str
    county: str = ""
    is_municipality: bool = False
    is_region: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules need to know of a case; `sender` is the primary key of a user, or None."""

    state: State
    step: Step
    place: CasePlace
    sender: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asks: the primary key of the user, None without account, and the roles of today."""

    pk: int | None
    actor: Actor


class Refusal(enum.Enum):
    """Why something is refused; `submissions.refusals` has the sentences."""

    NOT_YOURS = "not yours"
    OWN_CASE = "own case"
    REGIONS_TURN = "the region's turn"
    WRONG_STATE = "wrong state"
    MOVED_ON = "moved on"


DECIDABLE = (State.RECEIVED, State.IN_REVIEW)
# From which states an event may happen, and which state follows; None where the state stays.
TRANSITIONS: dict[EventType, tuple[tuple[State, ...], State | None]] = {
    EventType.TAKEN_UP: (DECIDABLE, State.IN_REVIEW),
    EventType.ASSIGNED: (UNDECIDED, None),
    EventType.REGION_SKIPPED: (UNDECIDED, None),
    EventType.COMPLETION_ASKED: (DECIDABLE, State.COMPLETION),
    EventType.COMPLETED: ((State.COMPLETION,), State.IN_REVIEW),
    EventType.ENDORSED: (DECIDABLE, State.IN_REVIEW),
    EventType.ACCEPTED: (DECIDABLE, State.ACCEPTED),
    EventType.DECLINED: (UNDECIDED, State.DECLINED),
    EventType.PUBLISHED: ((State.ACCEPTED,), State.PUBLISHED),
    EventType.DONE: ((State.ACCEPTED, State.PUBLISHED), State.DONE),
    EventType.WITHDRAWN: ((*UNDECIDED, State.ACCEPTED), State.WITHDRAWN),
    EventType.VOIDED: (tuple(state for state in State if state is not State.VOIDED), State.VOIDED),
    EventType.COMMENTED: (tuple(State), None),
    EventType.BLANKED: ((*CLOSED, State.PUBLISHED), None),
}
BY_SENDER = (EventType.COMPLETED, EventType.WITHDRAWN)
AT_EITHER_STEP = (EventType.TAKEN_UP, EventType.ASSIGNED, EventType.COMPLETION_ASKED)
BY_KB_AT_ITS_STEP = (EventType.ACCEPTED, EventType.DECLINED)


def first_step(channel: str, place: CasePlace, sender: Actor, *, has_officer: bool) -> tuple[Step, SkipReason | None]:
    """Whose turn a new case is, and why the region's was passed over where the timeline must tell.

    The region's turn comes first for a municipality. What KB or the link monitor registers begins with KB.
    """
    if not place.is_municipality or channel in (Channel.KB, Channel.MONITOR):
        return Step.KB, None
    if place.is_region:
        return Step.KB, SkipReason.OWN_REGION
    if place.county in sender.counties_in_charge:
        return Step.KB, SkipReason.SENT_BY_REGION
    return (Step.REGION, None) if has_officer else (Step.KB, SkipReason.NO_OFFICER)


def may_send_for(actor: Actor, place: CasePlace) -> bool:
    """Send something in for an organisation: whoever acts for it, its region's officers, and KB."""
    return actor.acts_for(place.code) or _is_its_region(actor, place) or actor.is_kb


def is_sender(person: Person, case: Case) -> bool:
    """Whether somebody answers and withdraws: who sent it, or whoever acts for the organisation."""
    return (person.pk is not None and person.pk == case.sender) or person.actor.acts_for(case.place.code)


def handles(actor: Actor, place: CasePlace) -> bool:
    """See a case on the desk, with internal comments: KB, and the officers of the county's region."""
    return actor.is_kb or _is_its_region(actor, place)


def sees(person: Person, case: Case) -> bool:
    """See that a case exists, and what its sender sees of it. Another region does not, at any step."""
    return is_sender(person, case) or handles(person.actor, case.place)


def refusal(event: EventType, person: Person, case: Case) -> Refusal | None:
    """Why somebody may not do what an event tells of; None when it is allowed."""
    states, _state = TRANSITIONS[event]
    if case.state not in states:
        return Refusal.WRONG_STATE if sees(person, case) else Refusal.NOT_YOURS
    if event in BY_SENDER:
        return None if is_sender(person, case) else Refusal.NOT_YOURS
    if not handles(person.actor, case.place):
        return Refusal.NOT_YOURS
    return _moderators_refusal(event, person, case)


def _moderators_refusal(event: EventType, person: Person, case: Case) -> Refusal | None:
    if event is EventType.COMMENTED:
        return None
    if person.pk is not None and person.pk == case.sender and event in (*BY_KB_AT_ITS_STEP, EventType.ENDORSED):
        return Refusal.OWN_CASE
    if event is EventType.ENDORSED:
        return None if case.step == Step.REGION and _is_its_region(person.actor, case.place) else Refusal.NOT_YOURS
    if event in AT_EITHER_STEP:
        return None if person.actor.is_kb or case.step == Step.REGION else Refusal.NOT_YOURS
    if not person.actor.is_kb:
        return Refusal.NOT_YOURS
    if event is EventType.REGION_SKIPPED:
        return None if case.step == Step.REGION else Refusal.WRONG_STATE
    return Refusal.REGIONS_TURN if event in BY_KB_AT_ITS_STEP and case.step == Step.REGION else None


def _is_its_region(actor: Actor, place: CasePlace) -> bool:
    return bool(place.county) and place.county in actor.counties_in_charge
