"""The lists of guidance products and of feedback in the admin."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from guidance.choices import Helpfulness
from guidance.models import GuidanceFeedback, GuidancePage


def annotate_feedback_counts(pages: Any) -> Any:
    """Products with the number of each answer on themselves and their steps, as `count_<value>` in the same query."""

    def count(helpful: str) -> Coalesce:
        rows = GuidanceFeedback.objects.filter(helpful=helpful, page__path__startswith=OuterRef("path"))
        counted = rows.order_by().annotate(all=F("helpful")).values("all").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0)

    return pages.annotate(**{f"count_{helpful}": count(helpful) for helpful in Helpfulness.values})


def feedback_summary(page: Any) -> str:
    return _("%(yes)d yes, %(partly)d partly, %(no)d no") % {
        "yes": page.count_ja,
        "partly": page.count_delvis,
        "no": page.count_nej,
    }


class GuidanceIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return annotate_feedback_counts(super().get_base_queryset())


class GuidancePageViewSet(PageListingViewSet):
    """Every product with its version and counts of feedback."""

    model = GuidancePage
    index_view_class = GuidanceIndexView
    icon = "help"
    menu_label = gettext_lazy("Guidance")
    menu_order = 215
    add_to_admin_menu = True
    columns = [
        *IndexView.base_columns[:2],
        Column("version", label=gettext_lazy("Version"), width="8%"),
        Column("version_date", label=gettext_lazy("Date"), sort_key="version_date", width="9%"),
        Column("feedback", label=gettext_lazy("Did it help?"), accessor=feedback_summary, width="16%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]


class FeedbackViewSet(ModelViewSet):
    """Feedback, newest first, to read and export; the KB group has only the view permission."""

    model = GuidanceFeedback
    icon = "comment"
    menu_label = gettext_lazy("Answers to guidance")
    menu_order = 216
    add_to_admin_menu = True
    inspect_view_enabled = True
    form_fields = ["helpful", "text"]
    list_display = ["page", "helpful", "text", "created_at"]
    list_filter = ["helpful", "page"]
    list_export = ["page", "helpful", "text", "created_at"]


@hooks.register("register_admin_viewset")
def register_guidance_viewsets() -> list[Any]:
    return [
        GuidancePageViewSet("guidance_pages", url_prefix="vagledning"),
        FeedbackViewSet("guidance_feedback", url_prefix="svar-pa-vagledning"),
    ]
