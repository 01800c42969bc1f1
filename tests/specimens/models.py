from typing import Any

from django import forms
from django.db.models import QuerySet
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Page

from content.fields import BlocksField
from content.listings import FilterForm, IndexPage
from content.pages import ContentPage, FollowUp, FollowUpMixin
from content.relations import RelatedPage, RelatedPagePanel


class SpecimenFilterForm(FilterForm):
    about = forms.ChoiceField(required=False, choices=[("", "alla"), *FollowUp.choices])

    def apply(self, pages: QuerySet) -> QuerySet:
        about = self.cleaned_data["about"]
        return pages.filter(follow_up=about) if about else pages


class SpecimenIndexPage(IndexPage):
    subpage_types = ["specimens.SpecimenPage"]
    per_page = 2
    filter_form = SpecimenFilterForm

    def listed_pages(self, user: Any) -> QuerySet:
        return SpecimenPage.objects.visible_to(user).order_by("title")


class SpecimenPage(FollowUpMixin, ContentPage):
    subpage_types: list[str] = []
    content_panels = [
        *ContentPage.content_panels,
        "follow_up",
        InlinePanel("see_also", panels=[RelatedPagePanel("related")]),
    ]


class SpecimenRelated(RelatedPage):
    page = ParentalKey(SpecimenPage, related_name="see_also")


class StockPage(Page):
    """A page whose admin form is Wagtail's alone, with what our forms have of it."""

    subpage_types: list[str] = []
    body = BlocksField(
        [
            ("heading", CharBlock()),
            ("text", RichTextBlock()),
            ("question", StructBlock([("question", CharBlock()), ("answer", RichTextBlock())])),
            ("table", StructBlock([("table", TypedTableBlock([("text", CharBlock())]))])),
        ]
    )
    content_panels = [*Page.content_panels, "body"]
