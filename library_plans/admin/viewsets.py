"""Admin lists and forms of plans, plans without owner and redactions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminAutoHeightTextInput

from content.admin.history import ChangeHistoryView
from content.admin.menu import PLANS_MENU_HOOK, MenuOrder
from library_plans.admin.filters import PlanFilterSet
from library_plans.admin.forms import DecisionFormSet, OwnerFormSet, PlanForm, RedactionForm
from library_plans.admin.lists import PLAN_COLUMNS, PlanIndexView, PlansWithoutOwnerView
from library_plans.admin.menu import register_menu_items
from library_plans.admin.owner_queue import assign_owner, next_without_owner
from library_plans.admin.panels import (
    CheckedInlinePanel,
    EditionsPanel,
    MergesPanel,
    SourcesPanel,
    VoidedDecisionsPanel,
    VoidLinkPanel,
    WarningsPanel,
)
from library_plans.admin.text_comparison import TextComparisonPanel
from library_plans.admin.voiding import void_url
from library_plans.models import Plan, Redaction
from organisations.admin import OrganisationViewSet

PLAN_PANELS = [
    WarningsPanel(heading=gettext_lazy("Is this right?")),
    CheckedInlinePanel(
        "owners",
        heading=gettext_lazy("Whose plan"),
        label=gettext_lazy("owner"),
        formset=OwnerFormSet,
        panels=[FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")])],
    ),
    MultiFieldPanel(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("scope")]),
            FieldRowPanel([FieldPanel("starts"), FieldPanel("ends"), FieldPanel("until_further_notice")]),
            FieldPanel("adopted_date_unknown"),
            FieldRowPanel([FieldPanel("predecessor"), FieldPanel("act")]),
            FieldPanel("internal_note"),
        ],
        heading=gettext_lazy("The plan as adopted"),
    ),
    CheckedInlinePanel(
        "decisions",
        heading=gettext_lazy("Decisions"),
        label=gettext_lazy("decision"),
        formset=DecisionFormSet,
        panels=[
            FieldRowPanel([FieldPanel("kind"), FieldPanel("decided_on")]),
            FieldRowPanel([FieldPanel("body"), FieldPanel("body_name")]),
            FieldRowPanel([FieldPanel("section"), FieldPanel("dnr")]),
            FieldRowPanel([FieldPanel("new_end"), FieldPanel("until_further_notice")]),
            FieldPanel("minutes_url"),
            FieldPanel("note"),
            VoidLinkPanel(),
        ],
    ),
    SourcesPanel(heading=gettext_lazy("What it came from")),
    VoidedDecisionsPanel(heading=gettext_lazy("Decisions registered in error")),
    EditionsPanel(heading=gettext_lazy("Collected files")),
    TextComparisonPanel(heading=gettext_lazy("What the text says")),
    MultiFieldPanel(
        [
            FieldPanel("new_file"),
            FieldRowPanel([FieldPanel("new_variant"), FieldPanel("new_language")]),
            FieldPanel("new_source_url"),
        ],
        heading=gettext_lazy("Add a file"),
    ),
    MergesPanel(heading=gettext_lazy("The same plan twice, or registered in error?")),
]


class WarningsMixin:
    """Saves a plan whose form is valid only when its warnings are answered; what was typed stays in the form."""

    def is_valid(self, form: PlanForm) -> bool:
        valid: bool = super().is_valid(form)  # type: ignore[misc]
        if valid and form.unanswered_warnings():
            self.produced_error_code = "validation_error"
            self.produced_error_message = _("Nothing is saved yet. Look at the warnings, then save anyway or correct.")
            return False
        return valid


class PlanCreateView(WarningsMixin, generic.CreateView):
    pass


class PlanEditView(WarningsMixin, generic.EditView):
    """The form of a plan; of one that is registered in error the page that tells why and takes it back."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        voided = Plan.all_objects.filter(pk=self.kwargs["pk"], voided_at__isnull=False).first()
        if voided and request.user.has_perm("library_plans.change_plan"):
            return redirect(void_url(voided))
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class PlanHistoryView(ChangeHistoryView):
    """The history of a plan with its owners, decisions and editions, also while it is registered in error."""

    def get_base_object_queryset(self) -> QuerySet[Plan]:
        plans: QuerySet[Plan] = Plan.all_objects.all()
        return plans


class PlanViewSet(ModelViewSet):
    """The register of plans."""

    model = Plan
    icon = "doc-full"
    menu_label = gettext_lazy("The register")
    menu_order = 100
    url_prefix = "planer"
    url_namespace = "plans"
    index_view_class = PlanIndexView
    add_view_class = PlanCreateView
    edit_view_class = PlanEditView
    history_view_class = PlanHistoryView
    filterset_class = PlanFilterSet
    list_per_page = 50
    search_fields = ["title"]  # searched by `find_plans`
    search_backend_name = None
    copy_view_enabled = False
    list_display = PLAN_COLUMNS
    edit_handler = ObjectList(PLAN_PANELS, base_form_class=PlanForm)

    def queue_view(self, **kwargs: Any) -> Any:
        own = {"index_url_name": "plans:queue", "index_results_url_name": "plans:queue_results", **kwargs}
        return self.construct_view(PlansWithoutOwnerView, **{**self.get_index_view_kwargs(), **own})

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("utan-agare/", self.queue_view(), name="queue"),
            path("utan-agare/resultat/", self.queue_view(results_only=True), name="queue_results"),
            path("utan-agare/nasta/", next_without_owner, name="next_without_owner"),
            path("utan-agare/<int:pk>/", assign_owner, name="assign_owner"),
        ]


class RedactionCreateView(generic.CreateView):
    """Redacts at once, and warns when the words were not found."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "edition": self.request.GET.get("edition")}

    def get_success_message(self, instance: Redaction) -> str:
        return _("Withheld: no longer shown by the reader, the search, the API or the files.")

    def save_instance(self) -> Redaction:
        instance: Redaction = super().save_instance()
        if instance.not_found:
            messages.warning(self.request, _("The words were not found on the page, so the whole page is withheld."))
        return instance


class RedactionViewSet(ModelViewSet):
    """Redactions with their legal ground. Rows are kept; a redaction that has ended has a last day."""

    model = Redaction
    icon = "lock"
    menu_label = gettext_lazy("Withheld")
    menu_order = 300
    url_prefix = "undantaget"
    url_namespace = "redactions"
    add_view_class = RedactionCreateView
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        TitleColumn(
            "edition", label=gettext_lazy("Edition"), accessor="edition", get_url=lambda row: redaction_url(row)
        ),
        Column("what", label=gettext_lazy("What"), accessor=lambda row: redaction_extent(row)),
        Column("reason", label=gettext_lazy("Reason"), accessor="reason"),
        Column("until", label=gettext_lazy("Last day"), accessor=lambda row: row.until or _("not decided")),
        Column("decided_by", label=gettext_lazy("Decided by"), accessor="decided_by"),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("edition"),
                    FieldPanel("page_number"),
                    FieldPanel("words", widget=AdminAutoHeightTextInput(attrs={"rows": 2})),
                ],
                heading=gettext_lazy("What shall not be shown"),
                help_text=gettext_lazy(
                    "While anything is withheld, the file and the picture of that page are not shown either."
                ),
            ),
            MultiFieldPanel(
                [FieldPanel("reason"), FieldPanel("legal_ground"), FieldPanel("until")], heading=gettext_lazy("Why")
            ),
        ],
        base_form_class=RedactionForm,
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        rows = Redaction.objects.select_related("edition__plan", "decided_by")
        return super().get_index_view_kwargs(queryset=rows, **kwargs)


def redaction_url(row: Redaction) -> str:
    return reverse("redactions:edit", args=[row.pk])


def redaction_extent(row: Redaction) -> str:
    """What is redacted: the whole edition, a page or words, and whether the words could not be found."""
    if row.page_number is None:
        return _("the whole edition")
    page = _("page %(number)d") % {"number": row.page_number}
    if not row.words:
        return page
    text = _("words on %(page)s (not found: the whole page)") if row.not_found else _("words on %(page)s")
    return text % {"page": page}


class RegisterGroup(ViewSetGroup):
    """The menu "Biblioteksplaner"."""

    menu_label = gettext_lazy("Library plans")
    menu_icon = "folder-open-inverse"
    menu_order = MenuOrder.PLANS
    submenu_hook = PLANS_MENU_HOOK
    items = (PlanViewSet, RedactionViewSet, OrganisationViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        return [*super().get_submenu_items(), *register_menu_items()]
