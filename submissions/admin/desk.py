"""The desk: four columns of cases, and the search by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.admin.access import desk_of, moderators_only
from submissions.admin.news import with_news
from submissions.choices import UNDECIDED, State
from submissions.models import DeskVisit, Submission

BREADCRUMBS = [
    {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
    {"url": "", "label": gettext_lazy("Cases")},
]
OVERDUE, CLOSED, NEWS = "forsenade", "avslutade", "andrade"
COLUMN_LENGTH = 50
IN_HAND = Q(state__in=[state for state in UNDECIDED if state != State.COMPLETION])
COLUMNS: tuple[tuple[str, str | Promise, Q], ...] = (
    ("nya", gettext_lazy("New"), IN_HAND & Q(handler=None)),
    ("pagar", gettext_lazy("In progress"), IN_HAND & Q(handler__isnull=False)),
    ("vantar", gettext_lazy("Waiting for the sender"), Q(state=State.COMPLETION)),
    ("klara", gettext_lazy("To publish or carry out"), Q(state=State.ACCEPTED)),
)


@dataclass(frozen=True, slots=True)
class DeskColumn:
    """The first cases of a column, and how many there are."""

    name: str
    label: str | Promise
    cases: list[Submission]
    count: int


@moderators_only
def desk(request: HttpRequest) -> HttpResponse:
    """The open cases in columns, those that are overdue first; `q` finds cases by number, title or organisation.

    A whole number leads to its case.
    """
    cases: Any = with_news(desk_of(request.user), request.user, DeskVisit.objects.begin(request.user))
    query, shown = request.GET.get("q", "").strip(), request.GET.get("visa", "")
    found = None
    if query or shown in (OVERDUE, CLOSED, NEWS):
        found = listed(cases, query, shown)
        if [case.number for case in found] == [query]:
            return redirect("submissions_case", found[0].pk)
    context = {
        "header_title": _("Cases"),
        "header_icon": "tasks",
        "breadcrumbs_items": BREADCRUMBS,
        "query": query,
        "found": found,
        "columns": [] if found is not None else columns(cases),
        "overdue": desk_of(request.user).overdue().count(),
        "news": cases.filter(is_news=True).count(),
        "today": timezone.localdate(),
    }
    return render(request, "submissions/admin/desk.html", context)


def columns(cases: QuerySet[Submission]) -> list[DeskColumn]:
    """Two queries a column, however many cases there are."""
    ordered = cases.order_by(F("answer_by").asc(nulls_last=True), "received_at", "pk")
    parts = [(name, label, ordered.filter(condition)) for name, label, condition in COLUMNS]
    return [DeskColumn(name, label, list(part[:COLUMN_LENGTH]), part.count()) for name, label, part in parts]


def listed(cases: Any, query: str, shown: str) -> list[Submission]:
    if query:
        words = Q(number__icontains=query) | Q(title__icontains=query)
        cases = cases.filter(words | Q(organisation__display_name__icontains=query))
    elif shown == NEWS:
        cases = cases.filter(is_news=True).order_by("-changed_at")
    elif shown == OVERDUE:
        cases = cases.overdue().order_by("answer_by")
    else:
        cases = cases.exclude(state__in=(*UNDECIDED, State.ACCEPTED)).order_by("-changed_at")
    return list(cases[: 2 * COLUMN_LENGTH])
