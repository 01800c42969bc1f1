"""The start page, and pages that inform: what the site is, how plans work, how to reach KB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction

from content.pages import BasePage, ContentPage
from content.translation.pages import FirstPage, TranslatedPage
from content.visibility import visible_pages
from home.dashboard import front
from themes.pages import ThemedPage


class HomePage(FirstPage):
    """The front door: search first, then where things stand."""

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences under the heading.")
    )

    max_count = 1
    subpage_types = [
        "accessibility.AccessibilityStatementPage",
        "home.InformationPage",
        "dialogue.DialogueIndexPage",
        "events.EventIndexPage",
        "guidance.GuidanceIndexPage",
        "plan_summaries.PlanSummaryIndexPage",
        "organisations.RegionIndexPage",
        "reports.ReportIndexPage",
    ]

    private_page_options: list[str] = []

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    @classmethod
    def swedish(cls) -> HomePage:
        """The start page that every other one is a translation of."""
        return cls.objects.get(locale__language_code=settings.LANGUAGE_CODE)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """None: the front door is open to everybody, and asking costs two queries at each visit."""
        return PageViewRestriction.objects.none()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **front(timezone.localdate())}


class InformationPage(TranslatedPage, ThemedPage, ContentPage):
    """A page of plain text, with others below it where there is more to say."""

    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]

    content_panels = [*ContentPage.content_panels, FieldPanel("themes", widget=CheckboxSelectMultiple)]

    def below(self, user: Any) -> Sequence[Page]:
        """The published pages directly below this one, in the order of the tree."""
        return visible_pages(self.get_children(), user)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "below": self.below(request.user), "themes": self.themes.all()}

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
