"""The lists of experiences and proposals in the admin, and what awaits an answer."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.admin.column_export import ColumnExportMixin
from content.admin.menu import EVENTS_MENU_HOOK
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow, explorable_pages
from dialogue.choices import Outcome
from dialogue.models import ExperiencePage, ProposalPage

UNANSWERED = "saknas"
FIRST_COLUMNS = [
    *IndexView.base_columns[:2],
    Column("day", label=_("Date"), sort_key="day", width="9%"),
    Column("organisations", label=_("Organisation"), accessor="organisation_names", width="14%"),
]
LAST_COLUMNS = [column for column in IndexView.base_columns[2:] if column.name != "parent"]


class ContributionIndexView(ColumnExportMixin, IndexView):
    """The list with the organisations of all shown pages in one query."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_organisations()


class ExperiencePageViewSet(PageListingViewSet):
    """Every experience."""

    model = ExperiencePage
    index_view_class = ContributionIndexView
    icon = "openquote"
    menu_label = _("Experiences")
    menu_hook = EVENTS_MENU_HOOK
    menu_order = 200
    list_filter = ["day", "follow_up"]
    columns = [*FIRST_COLUMNS, *LAST_COLUMNS]


class ProposalFilterSet(PageFilterSet):
    """Filters by outcome, subject and date, and to the published proposals without an answer."""

    svar = django_filters.ChoiceFilter(
        label=_("Answer"), choices=[(UNANSWERED, _("published and not answered"))], method="by_answer"
    )

    class Meta:
        model = ProposalPage
        fields = ["outcome", "subject", "day"]

    def by_answer(self, proposals: Any, name: str, value: str) -> Any:
        return unanswered_proposals(proposals)


def unanswered_proposals(proposals: Any) -> Any:
    """Of some proposals, the published ones that nobody has answered."""
    return proposals.filter(live=True, outcome=Outcome.RECEIVED)


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    return [
        WorkbenchRow(
            name="obesvarade",
            label=gettext("Proposals without an answer"),
            count=unanswered_proposals(explorable_pages(ProposalPage, request.user)).count,
            order=80,
            action=gettext("Answer them"),
            list_url=f"{reverse('proposals:index')}?svar={UNANSWERED}",
        )
    ]


class ProposalPageViewSet(PageListingViewSet):
    """Every proposal with its outcome."""

    model = ProposalPage
    index_view_class = ContributionIndexView
    icon = "comment"
    menu_label = _("Proposals")
    menu_hook = EVENTS_MENU_HOOK
    menu_order = 300
    filterset_class = ProposalFilterSet
    columns = [
        *FIRST_COLUMNS,
        Column("subject", label=_("Proposal for"), accessor="get_subject_display", sort_key="subject", width="10%"),
        Column("outcome", label=_("Outcome"), accessor="get_outcome_display", sort_key="outcome", width="10%"),
        *LAST_COLUMNS,
    ]


@hooks.register("register_admin_viewset")
def register_dialogue_pages() -> list[ViewSet]:
    return [
        ExperiencePageViewSet("experiences", url_prefix="erfarenheter"),
        ProposalPageViewSet("proposals", url_prefix="forslag"),
    ]
