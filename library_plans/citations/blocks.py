"""StreamField blocks that refer to a page of a plan, with the page's text shown beside the form."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks import StructValue
from wagtail.blocks.struct_block import StructBlockAdapter

from content.blocks import block_error
from library_plans.citations.choosers import edition_chooser
from library_plans.citations.references import citable_editions, quote_context, reference_errors
from library_plans.models import Edition


class EditionChooserBlock(blocks.ChooserBlock):
    """Chooses an edition; all editions of a stream are fetched at once, with what a quote shows of them."""

    target_model = Edition

    @cached_property
    def widget(self) -> forms.Widget:
        return edition_chooser.widget_class()

    def to_python(self, value: int | None) -> Any:
        return self.bulk_to_python([value])[0] if value else None

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        """An edition for each value, None where there is none; quotes of one edition each have their own object."""
        values = list(values)
        found = citable_editions().in_bulk([value for value in values if value])
        return [copy.copy(found[value]) if value in found else None for value in values]

    def value_from_form(self, value: Any) -> Any:
        """The edition, from the primary key that a form field gives, or from the edition itself."""
        key = str(getattr(value, "pk", value))
        return self.to_python(int(key)) if key.isdecimal() else None

    def clean(self, value: Any) -> Any:
        """The edition with what a quote shows, because a preview renders the cleaned value."""
        return self.value_from_form(super().clean(value))


class OwnEditionChooserBlock(EditionChooserBlock):
    """Chooses among the editions of the plan that is chosen in the same form."""

    @cached_property
    def widget(self) -> forms.Widget:
        return edition_chooser.widget_class(linked_fields={"plan": "#id_plan"})


class PlanPageBlock(blocks.StructBlock):
    """A page of an edition, and optionally words of it."""

    edition = EditionChooserBlock(label=_("Edition of a plan"))
    page = blocks.IntegerBlock(
        label=_("Page"), min_value=1, help_text=_("Counted from 1 in the file; in files without pages the section.")
    )
    words = blocks.TextBlock(
        label=_("Words"), required=False, rows=4, max_length=1_200, help_text=_("As they stand on the page.")
    )

    def clean(self, value: StructValue) -> StructValue:
        """Raises a validation error at the part that is wrong: no such page, other words, or withheld."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or not (cleaned["edition"] and cleaned["page"]):
            return cleaned
        errors = reference_errors(cleaned["edition"], cleaned["page"], cleaned["words"])
        if errors:
            raise block_error(**errors)
        return cleaned


class PlanQuoteBlock(PlanPageBlock):
    """A quote from a page of a plan, with a link to it. It is left out when the page may no longer be shown."""

    words = blocks.TextBlock(label=_("Words"), rows=4, max_length=1_200, help_text=_("As they stand on the page."))

    def get_context(self, value: StructValue, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        if not value["edition"]:
            return {**context, "shown": False}
        return {**context, **quote_context(value["edition"], value["page"], value["words"])}

    class Meta:
        icon = "openquote"
        label = _("Quote from a plan")
        template = "blocks/plan_quote.html"


class PlanPageAdapter(StructBlockAdapter):
    """Puts a button beside the page's number that shows the page's text."""

    js_constructor = "library_plans.citations.blocks.PlanPageBlock"

    def js_args(self, block: PlanPageBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        words = {"show": str(_("Show the text of the page")), "take": str(_("Use the marked words"))}
        return [name, children, {**meta, "pageText": {"url": reverse("library_plans_page_text"), **words}}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/plan-page.js"], css={"all": ["css/plan-page.css"]})


register(PlanPageAdapter(), PlanPageBlock)
