"""One case: what was sent in, its timeline, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from submissions.admin.access import case_or_404, moderators_only
from submissions.admin.actions import ACTIONS, Action, possible_actions
from submissions.admin.forms import CaseForm
from submissions.choices import SkipReason
from submissions.forms.kinds import field_labels, shown_values
from submissions.models import Submission, SubmissionEvent
from submissions.refusals import Refused
from submissions.workflow.transitions import person


@moderators_only
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case; a form of it that is sent does what its button says, or tells why not and shows the case anew."""
    submission = case_or_404(request.user, pk)
    sent = find_action(request.POST["action"]) if request.method == "POST" else None
    form = bound(sent, submission, request) if sent else None
    if sent and form and form.is_valid():
        try:
            sent.perform(submission, request.user, form.cleaned_data)
        except (Refused, ValidationError) as refused:
            said = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
            messages.error(request, " ".join(said))
        else:
            messages.success(
                request, _("%(number)s: %(action)s.") % {"number": submission.number, "action": sent.label}
            )
        return redirect("submissions_case", pk)
    return render(request, "submissions/admin/case.html", case_context(request, submission, sent, form))


def find_action(name: str) -> Action:
    """Raises Http404 for a name of no action."""
    for action in ACTIONS:
        if action.name == name:
            return action
    raise Http404


def bound(action: Action, submission: Submission, request: HttpRequest) -> CaseForm:
    return action.form(request.POST, case=submission, prefix=action.name)


def case_context(request: HttpRequest, submission: Submission, sent: Action | None, form: Any) -> dict[str, Any]:
    open_ones, closed = possible_actions(person(request.user), submission)
    forms = [
        (action, form if action == sent else action.form(case=submission, prefix=action.name), action == sent)
        for action in open_ones
    ]
    return {
        "header_title": f"{submission.number} {submission.title}",
        "header_icon": "tasks",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("submissions_desk"), "label": _("Cases")},
            {"url": "", "label": submission.number},
        ],
        "case": submission,
        "values": list(shown_values(submission)),
        "timeline": list(timeline(submission)),
        "forms": forms,
        "closed": closed,
        "attachments": submission.attachments.all(),
        "requested": in_words(submission, submission.requested_fields),
        "result_url": result_url(submission),
    }


def timeline(submission: Submission) -> Iterator[tuple[SubmissionEvent, str, Any]]:
    """Each event with what it tells besides, and its comment: two queries."""
    comments = {comment.pk: comment for comment in submission.comments.select_related("author")}
    for event in submission.events.select_related("user"):
        yield event, details(submission, event), comments.get(event.payload.get("comment"))


def details(submission: Submission, event: SubmissionEvent) -> str:
    """Why the region was passed over, or which fields it is about."""
    if reason := event.payload.get("reason"):
        return str(SkipReason(reason).label)
    return in_words(submission, event.payload.get("fields", ())) if event.from_state else ""


def in_words(submission: Submission, names: Iterable[str]) -> str:
    """Fields by what the form calls them."""
    labels = field_labels(submission.kind)
    return ", ".join(str(labels.get(name, name)) for name in names)


def result_url(submission: Submission) -> str:
    """Where what the case became is edited; empty while it has become nothing."""
    if submission.page_id:
        return reverse("wagtailadmin_pages:edit", args=[submission.page_id])
    return reverse("plans:edit", args=[submission.plan_id]) if submission.plan_id else ""
