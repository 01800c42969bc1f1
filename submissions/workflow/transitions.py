"""The change of a case that is under way: its lock, the rules, the event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actors import read_actor
from accounts.rules import NOBODY
from audit.log import roles_of
from submissions.choices import CommentAudience, EventType, State, Step
from submissions.models import Comment, Submission, SubmissionEvent
from submissions.refusals import Refused
from submissions.rules import TRANSITIONS, Person, Refusal, refusal
from submissions.signals import submission_changed


class Transition:
    """A case that is locked and about to change; `case` is the row, `payload` what the event will hold.

    Names of fields, codes, primary keys and days go into the payload, no texts: those are comments.
    """

    def __init__(self, case: Submission, event: EventType, user: Any) -> None:
        self.case, self.event, self.user = case, event, user
        self.payload: dict[str, Any] = {}
        self.follow: EventType | None = None  # what happens by the same act

    def add_comment(self, text: str, audience: CommentAudience) -> None:
        """Store a text beside the event, unless it is empty."""
        if text.strip():
            row = Comment.objects.create(submission=self.case, author=self.user, audience=audience, text=text.strip())
            self.payload["comment"] = row.pk

    def give_turn(self, step: Step) -> None:
        """It is another's turn, so nobody has taken the case up."""
        self.case.step, self.case.step_since, self.case.handler = step, timezone.now(), None


@contextmanager
def transition(
    submission: Submission, event: EventType, user: Any, *, seen: int | None = None, is_allowed: bool = False
) -> Iterator[Transition]:
    """Lock a case, refuse what the rules do not allow, and store row and event at the end.

    `is_allowed` says that the caller knows who acts: somebody by a signed link, or the scheduler.

    Raises:
        Refused: By the rules, or because the case is not the one that was seen.
    """
    with transaction.atomic():
        case = Submission.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=submission.pk)
        if seen is not None and seen != case.version:
            raise Refused(Refusal.MOVED_ON)
        if reason := find_refusal(case, event, user, is_allowed):
            raise Refused(reason)
        change = Transition(case, event, user)
        before = State(case.state)
        case.state = TRANSITIONS[event][1] or before
        yield change
        store(change, before)
        if change.follow:
            between, case.state = State(case.state), TRANSITIONS[change.follow][1] or case.state
            store(Transition(case, change.follow, user), between)


def find_refusal(case: Submission, event: EventType, user: Any, is_allowed: bool = False) -> Refusal | None:
    """Why a user may not do something with a case as it stands; None when it is allowed. One query."""
    if is_allowed:
        return None if case.state in TRANSITIONS[event][0] else Refusal.WRONG_STATE
    return refusal(event, person(user), case.as_case())


def person(user: Any) -> Person:
    """A user, or nobody, for the rules, with the roles that hold now."""
    return Person(user.pk, read_actor(user)) if user is not None and user.is_authenticated else Person(None, NOBODY)


def store(change: Transition, before: State | None) -> SubmissionEvent:
    """Save the row with its event and tell of it; `before` is None for a new case."""
    case = change.case
    case.version += 1
    case.changed_at = timezone.now()
    case.save()
    event = SubmissionEvent.objects.create(
        submission=case,
        type=change.event,
        user=change.user,
        roles=roles_of(change.user)[:255] if change.user is not None else "",
        organisation=case.organisation.code,
        from_state=before or "",
        to_state=case.state,
        payload=change.payload,
    )
    submission_changed.send(Submission, submission=case, event=event)
    return event
