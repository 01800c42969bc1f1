"""What guidance adds to the admin: the products, and what readers answered."""

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

from guidance.choices import Verdict
from guidance.models import GuidanceAnswer, GuidancePage


def with_answers(pages: Any) -> Any:
    """Products with the number of answers of each kind, on themselves and their steps: no query more."""

    def count(verdict: str) -> Coalesce:
        rows = GuidanceAnswer.objects.filter(verdict=verdict, page__path__startswith=OuterRef("path"))
        counted = rows.order_by().annotate(all=F("verdict")).values("all").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0)

    return pages.annotate(**{f"said_{verdict}": count(verdict) for verdict in Verdict.values})


def answers(page: Any) -> str:
    return _("%(yes)d yes, %(partly)d partly, %(no)d no") % {
        "yes": page.said_ja,
        "partly": page.said_delvis,
        "no": page.said_nej,
    }


class GuidanceIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        return with_answers(super().get_base_queryset())


class GuidancePageViewSet(PageListingViewSet):
    """Every product, with its version and what readers said."""

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
        Column("answers", label=gettext_lazy("Did it help?"), accessor=answers, width="16%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]


class AnswerViewSet(ModelViewSet):
    """What readers answered, newest first, to be read and exported; KB has no right to write here."""

    model = GuidanceAnswer
    icon = "comment"
    menu_label = gettext_lazy("Answers to guidance")
    menu_order = 216
    add_to_admin_menu = True
    inspect_view_enabled = True
    form_fields = ["verdict", "text"]
    list_display = ["page", "verdict", "text", "created_at"]
    list_filter = ["verdict", "page"]
    list_export = ["page", "verdict", "text", "created_at"]


@hooks.register("register_admin_viewset")
def guidance() -> list[Any]:
    return [
        GuidancePageViewSet("guidance_pages", url_prefix="vagledning"),
        AnswerViewSet("guidance_answers", url_prefix="svar-pa-vagledning"),
    ]
