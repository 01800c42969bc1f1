"""What a moderator may do with a case: each with its form and the function that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from submissions import workflow
from submissions.admin import forms
from submissions.choices import EventType, SkipReason
from submissions.models import Submission
from submissions.refusals import SENTENCES
from submissions.rules import Person, Refusal, refusal

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Action:
    """`perform` gets the case, the user and what the form holds."""

    name: str
    event: EventType
    label: str | Promise
    form: type[forms.CaseForm]
    perform: Callable[[Submission, Any, Values], Submission]


def take_up(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.take_up(case, user, seen=values["seen"])


def assign(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.assign(case, user, values["handler"], answer_by=values["answer_by"], seen=values["seen"])


def ask_completion(case: Submission, user: Any, values: Values) -> Submission:
    fields, message = values["fields_asked"], values["message"]
    return workflow.ask_completion(case, user, fields, message, answer_by=values["answer_by"], seen=values["seen"])


def endorse(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.endorse(case, user, message=values["message"], seen=values["seen"])


def take_over(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.pass_to_kb(case, user, SkipReason.TAKEN_OVER, seen=values["seen"])


def accept(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.accept(case, user, **values)


def decline(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.decline(case, user, values["message"], seen=values["seen"])


def mark_done(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.mark_done(case, user, message=values["message"], seen=values["seen"])


def comment(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.comment(case, user, values["message"], values["audience"])


def void(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.void(case, user, values["message"], seen=values["seen"])


def dispose(case: Submission, user: Any, values: Values) -> Submission:
    return workflow.dispose(case, user, values["message"], seen=values["seen"])


ACTIONS = (
    Action("ta-upp", EventType.TAKEN_UP, _("Take up"), forms.CaseForm, take_up),
    Action(
        "komplettering", EventType.COMPLETION_ASKED, _("Ask for a completion"), forms.CompletionForm, ask_completion
    ),
    Action("tillstyrk", EventType.ENDORSED, _("Endorse and pass on to KB"), forms.EndorseForm, endorse),
    Action("ta-over", EventType.REGION_SKIPPED, _("Take over from the region"), forms.CaseForm, take_over),
    Action("anta", EventType.ACCEPTED, _("Accept"), forms.AcceptForm, accept),
    Action("avboj", EventType.DECLINED, _("Decline"), forms.ReasonForm, decline),
    Action("genomfort", EventType.DONE, _("Carried out"), forms.MessageForm, mark_done),
    Action("kommentera", EventType.COMMENTED, _("Comment"), forms.CommentForm, comment),
    Action("handlaggare", EventType.ASSIGNED, _("Officer and day of answer"), forms.AssignForm, assign),
    Action("felregistrera", EventType.VOIDED, _("Registered in error"), forms.ReasonForm, void),
    Action("gallra", EventType.BLANKED, _("Dispose of the sender's data"), forms.ReasonForm, dispose),
)
EXPLAINED = (Refusal.OWN_CASE, Refusal.REGIONS_TURN)  # what one might expect to be able to do


def possible_actions(person: Person, case: Submission) -> tuple[list[Action], list[tuple[str, str]]]:
    """The actions that are open to somebody, and those that are not with the sentence that says why."""
    refusals = [(action, refusal(action.event, person, case.as_case())) for action in ACTIONS]
    open_ones = [action for action, reason in refusals if reason is None]
    closed = [(str(action.label), str(SENTENCES[reason])) for action, reason in refusals if reason in EXPLAINED]
    return open_ones, closed
