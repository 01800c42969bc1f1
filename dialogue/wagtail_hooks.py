"""The lists of experiences and proposals in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from dialogue.models import ExperiencePage, ProposalPage

FIRST_COLUMNS = [
    *IndexView.base_columns[:2],
    Column("day", label=_("Date"), sort_key="day", width="9%"),
    Column("organisations", label=_("Organisation"), accessor="organisation_names", width="14%"),
]
LAST_COLUMNS = [column for column in IndexView.base_columns[2:] if column.name != "parent"]


class ContributionIndexView(IndexView):
    """The list with the organisations of all shown pages in one query."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_organisations()


class ExperiencePageViewSet(PageListingViewSet):
    """Every experience."""

    model = ExperiencePage
    index_view_class = ContributionIndexView
    icon = "openquote"
    menu_label = _("Experiences")
    list_filter = ["day", "follow_up"]
    columns = [*FIRST_COLUMNS, *LAST_COLUMNS]


class ProposalPageViewSet(PageListingViewSet):
    """Every proposal with its outcome."""

    model = ProposalPage
    index_view_class = ContributionIndexView
    icon = "comment"
    menu_label = _("Proposals")
    list_filter = ["outcome", "subject", "day"]
    columns = [
        *FIRST_COLUMNS,
        Column("subject", label=_("Proposal for"), accessor="get_subject_display", sort_key="subject", width="10%"),
        Column("outcome", label=_("Outcome"), accessor="get_outcome_display", sort_key="outcome", width="10%"),
        *LAST_COLUMNS,
    ]


class DialogueViewSetGroup(ViewSetGroup):
    """Experiences and proposals below one menu item."""

    menu_label = _("Dialogue")
    menu_icon = "comment"
    menu_order = 215
    items = (
        ExperiencePageViewSet("experiences", url_prefix="erfarenheter"),
        ProposalPageViewSet("proposals", url_prefix="forslag"),
    )


@hooks.register("register_admin_viewset")
def register_dialogue_pages() -> DialogueViewSetGroup:
    return DialogueViewSetGroup()
