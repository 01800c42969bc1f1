"""The lists of guidance products and of feedback in the admin."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from content.admin.add_shortcuts import SHORTCUT_HOOK, AddShortcut, FirstParentView, may_add_below
from content.admin.column_export import ColumnExportMixin
from content.admin.menu import MenuOrder
from content.admin.workbench import WORKBENCH_HOOK, WorkbenchRow
from guidance.choices import Helpfulness
from guidance.models import GuidanceFeedback, GuidanceIndexPage, GuidancePage
from guidance.step_order import StepOrderView

HANDLE_PERMISSION = "guidance.handle_guidancefeedback"


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
    add_item_label = gettext_lazy("New guidance")

    def get_base_queryset(self) -> Any:
        return annotate_feedback_counts(super().get_base_queryset())


class GuidancePageViewSet(PageListingViewSet):
    """Every product with its version and counts of feedback."""

    model = GuidancePage
    index_view_class = GuidanceIndexView
    choose_parent_view_class = FirstParentView
    icon = "help"
    menu_label = gettext_lazy("All guidance")
    columns = [
        *IndexView.base_columns[:2],
        Column("version", label=gettext_lazy("Version"), width="8%"),
        Column("version_date", label=gettext_lazy("Date"), sort_key="version_date", width="9%"),
        Column("feedback", label=gettext_lazy("Did it help?"), accessor=feedback_summary, width="16%"),
        *(column for column in IndexView.base_columns[2:] if column.name != "parent"),
    ]

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/steg/", StepOrderView.as_view(), name="steps")]


class FeedbackFilterSet(WagtailFilterSet):
    """Filters by answer, page, and whether an editor has handled it."""

    hanterad = django_filters.ChoiceFilter(
        label=gettext_lazy("Handled"),
        choices=[("ja", gettext_lazy("yes")), ("nej", gettext_lazy("no"))],
        method="by_handling",
    )

    class Meta:
        model = GuidanceFeedback
        fields = ["helpful", "page"]

    def by_handling(self, feedback: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return feedback.filter(handled_at__isnull=value == "nej")


def handling(feedback: GuidanceFeedback) -> str:
    """By whom and when it was handled; empty before."""
    if feedback.handled_at is None:
        return ""
    day = date_format(localtime(feedback.handled_at), "Y-m-d")
    return f"{feedback.handled_by}, {day}" if feedback.handled_by else day


class HandleColumn(Column):
    """A button that marks feedback as handled, or as not handled after all."""

    cell_template_name = "guidance/admin/handle_cell.html"

    def get_cell_context_data(self, instance: GuidanceFeedback, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        back = f"{reverse('guidance_feedback:index')}?{request.GET.urlencode()}"
        may_handle = request.user.has_perm(HANDLE_PERMISSION)
        return {**context, "may_handle": may_handle, "next": back, "csrf_token": get_token(request)}


@require_POST
def handle_feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark feedback as handled by the user now; with `handled=nej` as not handled."""
    if not request.user.has_perm(HANDLE_PERMISSION):
        raise PermissionDenied
    feedback = get_object_or_404(GuidanceFeedback, pk=pk)
    user: Any = request.user
    is_handled = request.POST.get("handled") != "nej"
    feedback.handled_at = timezone.now() if is_handled else None
    feedback.handled_by = user if is_handled else None
    feedback.save()
    return redirect(get_valid_next_url_from_request(request) or "guidance_feedback:index")


def unhelped(feedback: Any) -> Any:
    """Of some feedback, the answers "no" that nobody has handled."""
    return feedback.filter(helpful=Helpfulness.NO, handled_at__isnull=True)


@hooks.register(SHORTCUT_HOOK)
def add_shortcuts(request: HttpRequest) -> list[AddShortcut]:
    if not may_add_below(request.user, GuidanceIndexPage):
        return []
    return [AddShortcut(_("New guidance"), reverse("guidance_pages:choose_parent"), order=40)]


@hooks.register(WORKBENCH_HOOK)
def workbench_rows(request: HttpRequest) -> list[WorkbenchRow]:
    if not request.user.has_perm(HANDLE_PERMISSION):
        return []
    return [
        WorkbenchRow(
            name="svar-nej",
            label=_("Readers whom a page of guidance did not help"),
            count=unhelped(GuidanceFeedback.objects.all()).count,
            order=90,
            action=_("Read and handle"),
            list_url=f"{reverse('guidance_feedback:index')}?helpful={Helpfulness.NO}&hanterad=nej",
        )
    ]


class FeedbackIndexView(ColumnExportMixin, generic.IndexView):
    """The list with page and editor of all shown rows in the same query."""

    def get_base_queryset(self) -> QuerySet[GuidanceFeedback]:
        return GuidanceFeedback.objects.select_related("page", "handled_by")


class FeedbackViewSet(ModelViewSet):
    """Feedback, newest first, to read, export and mark as handled; the KB group cannot change what readers wrote."""

    model = GuidanceFeedback
    icon = "comment"
    menu_label = gettext_lazy("Answers to guidance")
    inspect_view_enabled = True
    form_fields = ["helpful", "text"]
    index_view_class = FeedbackIndexView
    list_display = [
        "page",
        "helpful",
        "text",
        "created_at",
        Column("handled", label=gettext_lazy("Handled"), accessor=handling, sort_key="handled_at"),
        HandleColumn("handle", label=""),
    ]
    filterset_class = FeedbackFilterSet
    export_filename = "svar-pa-vagledning"

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/hanterad/", handle_feedback, name="handle")]


class GuidanceGroup(ViewSetGroup):
    """The menu "Vägledning"."""

    menu_label = gettext_lazy("Guidance")
    menu_icon = "help"
    menu_order = MenuOrder.GUIDANCE
    items = (
        GuidancePageViewSet("guidance_pages", url_prefix="vagledning"),
        FeedbackViewSet("guidance_feedback", url_prefix="svar-pa-vagledning"),
    )


@hooks.register("register_admin_viewset")
def register_guidance() -> GuidanceGroup:
    return GuidanceGroup()
