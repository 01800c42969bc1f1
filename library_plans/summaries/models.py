"""Short summaries of plans, in which each statement names the page that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel

from content.fields import BlocksField
from content.pages import BasePage
from content.toc import Section
from library_plans.citations.blocks import OwnEditionChooserBlock, PlanPageBlock
from library_plans.citations.references import citable_editions, is_quotable, reader_url
from library_plans.models.editions import Edition
from library_plans.models.plans import Plan
from library_plans.summaries.forms import PlanSummaryForm


class StatementBlock(PlanPageBlock):
    """What a plan says, in one sentence, with the page where it says so."""

    edition = OwnEditionChooserBlock(label=gettext_lazy("Edition of the plan"))
    statement = blocks.CharBlock(label=gettext_lazy("Statement"), max_length=300)

    class Meta:
        icon = "pick"
        label = gettext_lazy("Statement")


class StatementsBlock(blocks.StreamBlock):
    statement = StatementBlock()


@dataclass(frozen=True, slots=True)
class SummaryStatement:
    """A statement as it is shown; `number` counts from 1 in the summary as it was written."""

    number: int
    text: str
    edition: Edition
    page: int
    words: str

    @property
    def anchor(self) -> str:
        return f"sammanfattning-{self.number}"

    @property
    def place(self) -> str:
        named = _("page %(number)d") if self.edition.has_pages else _("section %(number)d")
        return named % {"number": self.page}

    @property
    def url(self) -> str:
        return reader_url(self.edition, self.page, self.words)


def summary_context(statements: Sequence[SummaryStatement]) -> dict[str, Any]:
    """The context of `library_plans/components/summary.html`."""
    return {"summary": statements, "several_editions": len({row.edition.pk for row in statements}) > 1}


class PlanSummaryIndexPage(BasePage):
    """Where the summaries stand in the tree. Readers meet each at its plan, so this leads to the register."""

    parent_page_types: list[str] = []
    subpage_types = ["plan_summaries.PlanSummaryPage"]
    max_count = 1
    private_page_options: list[str] = []

    class Meta:
        verbose_name = gettext_lazy("page of the plan summaries")
        verbose_name_plural = gettext_lazy("pages of the plan summaries")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("library_plans:register")


class PlanSummaryPage(BasePage):
    """A neutral summary of one plan. It has no address of its own: it is read on the plan's page."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("plan"))
    statements = BlocksField(StatementsBlock(min_num=1), verbose_name=gettext_lazy("statements"))

    parent_page_types = ["plan_summaries.PlanSummaryIndexPage"]
    subpage_types: list[str] = []
    base_form_class = PlanSummaryForm
    content_panels = [FieldPanel("plan"), FieldPanel("statements")]
    promote_panels: list[Any] = []
    private_page_options: list[str] = []  # it is read on the plan's page, which is for everybody

    class Meta:
        verbose_name = gettext_lazy("plan summary")
        verbose_name_plural = gettext_lazy("plan summaries")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """A summary is called as its plan is."""
        if self.plan_id and not self.title:  # type: ignore[has-type]
            owner = self.plan.first_owner()
            self.title = f"{owner.organisation.display_name}: {self.plan.title}" if owner else self.plan.title
        super().full_clean(*args, **kwargs)

    @property
    def cited_edition_keys(self) -> set[int]:
        """The primary keys of the editions that its statements name, as stored."""
        return {row["value"]["edition"] for row in self.statements.raw_data if row["value"]["edition"]}

    @cached_property
    def cited_editions(self) -> Collection[Edition]:
        """Those editions, with their withheld rows and the plan's owners; lists set it for all their pages at once."""
        return list(citable_editions().in_bulk(self.cited_edition_keys).values())

    def public_statements(self) -> list[SummaryStatement]:
        """The statements whose page may be shown today."""
        return self.public_statements_on(self.cited_editions)

    def public_statements_on(self, editions: Iterable[Edition]) -> list[SummaryStatement]:
        """Those that rest on these editions, which have their withheld rows and the plan's owners; asks nothing."""
        known = {edition.pk: edition for edition in editions}
        written = enumerate((row["value"] for row in self.statements.raw_data), start=1)
        rows = [
            SummaryStatement(number, row["statement"], known[row["edition"]], row["page"], row["words"])
            for number, row in written
            if row["edition"] in known
        ]
        return [row for row in rows if is_quotable(row.edition, row.page, row.words)]

    def edition_numbers(self) -> list[int]:
        """The numbers of the editions that its statements name."""
        return sorted({block.value["edition"].number for block in self.statements if block.value["edition"]})

    def sections(self) -> Sequence[Section]:
        return [Section(row.anchor, (_("Summary"),), 2, (row.text,)) for row in self.public_statements()]

    def searchable_names(self) -> Sequence[str]:
        owners = [row.organisation for row in self.plan.ordered_owners]
        called = [name for body in owners for name in (body.name, body.display_name, *body.aliases)]
        return [*super().searchable_names(), *dict.fromkeys(called)]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The plan's page, at the summary; none while nobody owns the plan."""
        parts = super().get_url_parts(request)
        if parts is None or self.plan.first_owner() is None:
            return None
        return parts[0], parts[1], self.plan.get_absolute_url()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.plan.get_absolute_url())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The summary as it will stand on the plan's page."""
        return super().serve(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **summary_context(self.public_statements())}
