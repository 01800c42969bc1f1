from typing import Any

from django import forms
from django.db.models import QuerySet
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel

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
