"""Admin lists and forms of plans, plans without owner and redactions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminAutoHeightTextInput

from library_plans.admin.filters import PlanFilterSet
from library_plans.admin.forms import DecisionFormSet, OwnerFormSet, PlanForm, RedactionForm
from library_plans.admin.panels import CheckedInlinePanel, EditionsPanel
from library_plans.models import Plan, Redaction
from library_plans.register.presentation import notes_text, period_text
from library_plans.status_periods.statuses import plan_statuses
from organisations.admin import OrganisationViewSet

PLAN_PANELS = [
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
        ],
    ),
    EditionsPanel(heading=gettext_lazy("Collected files")),
    MultiFieldPanel(
        [
            FieldPanel("new_file"),
            FieldRowPanel([FieldPanel("new_variant"), FieldPanel("new_language")]),
            FieldPanel("new_source_url"),
        ],
        heading=gettext_lazy("Add a file"),
    ),
]


class PlanIndexView(generic.IndexView):
    """The register, a line for each plan; the statuses of the shown lines are fetched in one query."""

    def get_base_queryset(self) -> QuerySet[Plan]:
        return Plan.objects.owned().in_register_order().with_owners_and_editions()

    def paginate_queryset(self, queryset: QuerySet[Plan], page_size: int) -> Any:
        paginated = super().paginate_queryset(queryset, page_size)
        plans = list(paginated[2])
        statuses = plan_statuses(plans, timezone.localdate())
        for plan in plans:
            plan.current_status = statuses[plan.pk]
        return (*paginated[:2], plans, paginated[3])


class PlansWithoutOwnerView(PlanIndexView):
    """Plans that were collected without an owner. They are neither public nor searched."""

    page_title = gettext_lazy("Without owner")
    header_icon = "inbox"

    def get_base_queryset(self) -> QuerySet[Plan]:
        return Plan.objects.without_owner().order_by("created_at", "pk").with_owners_and_editions()


class PlanViewSet(ModelViewSet):
    """The register of plans."""

    model = Plan
    icon = "doc-full"
    menu_label = gettext_lazy("The register")
    menu_order = 100
    url_prefix = "planer"
    url_namespace = "plans"
    index_view_class = PlanIndexView
    filterset_class = PlanFilterSet
    list_per_page = 50
    search_fields = ["title", "owners__organisation__name", "decisions__dnr"]
    search_backend_name = None
    copy_view_enabled = False
    list_display = [
        TitleColumn("title", label=gettext_lazy("Plan"), accessor="title", get_url=lambda plan: edit_url(plan)),
        Column("owners", label=gettext_lazy("Owner"), accessor="owner_names"),
        Column("period", label=gettext_lazy("Period"), accessor=period_text),
        Column(
            "status",
            label=gettext_lazy("Status"),
            accessor=lambda plan: ", ".join(filter(None, [plan.current_status.label, notes_text(plan.current_status)])),
        ),
        Column("last", label=gettext_lazy("Last day"), accessor=lambda plan: plan.current_status.last_day or ""),
        Column("text", label=gettext_lazy("Text"), accessor=lambda plan: text_states(plan)),
    ]
    edit_handler = ObjectList(PLAN_PANELS, base_form_class=PlanForm)

    @property
    def queue_view(self) -> Any:
        return self.construct_view(PlansWithoutOwnerView, **self.get_index_view_kwargs())

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("utan-agare/", self.queue_view, name="queue")]


def edit_url(plan: Plan) -> str:
    return reverse("plans:edit", args=[plan.pk])


def text_states(plan: Plan) -> str:
    """The text state of each edition: "1: text, 2: väntar på att läsas"."""
    editions = sorted(plan.editions.all(), key=lambda edition: edition.number)
    return ", ".join(f"{edition.number}: {edition.get_state_display()}" for edition in editions) or _("no file")


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


class PlansWithoutOwnerMenuItem(MenuItem):
    """The list of plans without owner, with their number."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("library_plans.change_plan")

    def render_component(self, request: HttpRequest) -> Any:
        waiting = Plan.objects.without_owner().count()
        component = super().render_component(request)
        component.label = ngettext("Without owner (%(n)d)", "Without owner (%(n)d)", waiting) % {"n": waiting}
        return component


class RegisterGroup(ViewSetGroup):
    """The menu "Biblioteksplaner"."""

    menu_label = gettext_lazy("Library plans")
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (PlanViewSet, RedactionViewSet, OrganisationViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        queue = PlansWithoutOwnerMenuItem(
            gettext_lazy("Without owner"), reverse("plans:queue"), name="utan-agare", icon_name="inbox", order=150
        )
        return sorted([*super().get_submenu_items(), queue], key=lambda item: item.order)
