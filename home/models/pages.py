"""The start page and information pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from content.pages import BasePage, ContentPage
from content.translation.pages import LanguageRootPage, TranslatablePage
from content.visibility import visible_pages
from home.dashboard import dashboard_context
from themes.pages import ThemedPage


class HomePage(LanguageRootPage):
    """The start page: search form, statistics and latest decisions."""

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
    def source_page(cls) -> HomePage:
        """The Swedish start page, which those in other languages are translations of."""
        return cls.objects.get(locale__language_code=settings.LANGUAGE_CODE)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **dashboard_context(timezone.localdate())}


class InformationPage(TranslatablePage, ThemedPage, ContentPage):
    """A page about the site or about plans; may have child pages."""

    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]

    content_panels = [*ContentPage.content_panels, FieldPanel("themes", widget=CheckboxSelectMultiple)]

    def visible_children(self, user: Any) -> Sequence[Page]:
        """The child pages that a user may see, in the order of the tree."""
        return visible_pages(self.get_children(), user)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "child_pages": self.visible_children(request.user), "themes": self.themes.all()}

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
