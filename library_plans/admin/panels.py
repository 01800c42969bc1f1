"""Panels of the plan form."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.panels import InlinePanel, Panel

from extraction.types import TextState
from library_plans.admin.voiding import history_url, void_url
from library_plans.models import Decision, Edition
from library_plans.querysets import READABLE, UNREAD
from library_plans.redaction.rules import active_redactions

PLAN_SOURCES_HOOK = "register_plan_sources"


class CheckedInlinePanel(InlinePanel):
    """An inline panel whose rows are checked together by a formset of its own."""

    def __init__(self, *args: Any, formset: type, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formset = formset

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "formset": self.formset}

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options


class EditionsPanel(Panel):
    """The plan's editions, also those registered in error, with their text state. Read-only: the files are frozen."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/editions_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            found = Edition.all_objects.filter(plan=self.instance).order_by("number")
            editions = found.select_related("voided_by", "reviewed_by").prefetch_related("redactions")
            return {**context, "rows": [self.row(edition) for edition in editions]}

        def row(self, edition: Edition) -> dict[str, Any]:
            has_owner = self.instance.first_owner() is not None
            return {
                "edition": edition,
                "redactions": active_redactions(edition),
                "url": f"{self.instance.get_absolute_url()}{edition.number}/"
                if has_owner and not edition.is_voided
                else "",
                "void_url": void_url(edition),
                "history_url": history_url(edition),
                "may_read_again": edition.state not in READABLE,
                "may_be_reviewed": not edition.is_voided
                and edition.state not in (TextState.TEXT, TextState.OCR, *UNREAD),
                "redact_url": f"{reverse('redactions:add')}?edition={edition.pk}",
            }


class VoidLinkPanel(Panel):
    """Links to the history of a stored decision, and to the view that declares it registered in error."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/void_link.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            urls = {"url": void_url(self.instance), "history_url": history_url(self.instance)}
            return {**super().get_context_data(parent_context), **urls}


class VoidedDecisionsPanel(Panel):
    """The plan's decisions that were registered in error, with reason, person and day."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/voided_decisions_panel.html"

        @cached_property
        def rows(self) -> list[tuple[Decision, str]]:
            found = Decision.all_objects.filter(plan=self.instance.pk, voided_at__isnull=False)
            return [(row, void_url(row)) for row in found.select_related("voided_by")]

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self.rows) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "rows": self.rows}


class SourcesPanel(Panel):
    """Links to what the plan and its decisions came from, of apps above that register them by the hook of this name.

    @hooks.register(PLAN_SOURCES_HOOK)
    def plan_sources(user: Any, plan: Plan) -> Iterable[tuple[str, str]]: ...  # text and address
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/sources_panel.html"

        @cached_property
        def rows(self) -> list[tuple[str, str]]:
            return [
                row for give in hooks.get_hooks(PLAN_SOURCES_HOOK) for row in give(self.request.user, self.instance)
            ]

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self.rows) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "rows": self.rows}


class WarningsPanel(Panel):
    """What is probably wrong with the plan as typed, and a box to tick for saving it all the same."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/warnings_panel.html"

        def is_shown(self) -> bool:
            return bool(self.form.shown_warnings) and super().is_shown()


class MergesPanel(Panel):
    """The ways to merging the plan with another one and to declaring it in error, and the merges that can be undone."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/merges_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            merges = self.instance.merges.filter(undone_at__isnull=True).select_related("merged", "merged_by")
            return {**super().get_context_data(parent_context), "merges": merges, "void_url": void_url(self.instance)}
