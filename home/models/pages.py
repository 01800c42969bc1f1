"""The start page and information pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from content.blocks import RICH_TEXT_FEATURES
from content.fields import BlocksField
from content.pages import BasePage, ContentPage
from content.translation.pages import LanguageRootPage, TranslatablePage
from content.validators import validate_links
from content.visibility import visible_pages
from home.blocks import HighlightsBlock
from home.dashboard import dashboard_context
from home.forms import HomePageForm
from home.highlights import highlights_context
from themes.pages import ThemedPage
from themes.widgets import ThemeCheckboxes


class HomePage(LanguageRootPage):
    """The start page: search form, statistics, chosen or newest events, guidance and reports, plans, decisions."""

    introduction = models.TextField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences under the heading.")
    )

    question = models.CharField(
        _("heading"), max_length=120, blank=True, default="", db_default="", help_text=_("Empty: the usual question.")
    )
    notice = models.CharField(
        _("notice"),
        max_length=400,
        blank=True,
        default="",
        db_default="",
        help_text=_("Stands first on the start page. Empty: no notice."),
    )
    notice_from = models.DateField(_("first day"), null=True, blank=True)
    notice_until = models.DateField(_("last day"), null=True, blank=True)
    highlights = BlocksField(
        HighlightsBlock(),
        null=True,
        blank=True,
        verbose_name=_("chosen pages"),
        help_text=_("Shown in this order. Where nothing of a kind is chosen, the next event and the newest are shown."),
    )
    about = RichTextField(
        _("what this is"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        default="",
        db_default="",
        validators=[validate_links],
        help_text=_("Stands last. Empty: the usual text."),
    )

    max_count = 1
    subpage_types = [
        "accessibility.AccessibilityStatementPage",
        "home.InformationPage",
        "home.IntranetPage",
        "dialogue.DialogueIndexPage",
        "events.EventIndexPage",
        "guidance.GuidanceIndexPage",
        "plan_summaries.PlanSummaryIndexPage",
        "organisations.RegionIndexPage",
        "reports.ReportIndexPage",
    ]

    private_page_options: list[str] = []

    base_form_class = HomePageForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("question"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("notice"), FieldRowPanel([FieldPanel("notice_from"), FieldPanel("notice_until")])],
            heading=_("Notice"),
        ),
        FieldPanel("highlights"),
        FieldPanel("about"),
    ]

    @classmethod
    def source_page(cls) -> HomePage:
        """The Swedish start page, which those in other languages are translations of."""
        return cls.objects.get(locale__language_code=settings.LANGUAGE_CODE)

    def notice_on(self, day: date) -> str:
        """The notice, if it stands there on a day; empty otherwise."""
        begun = self.notice_from is None or self.notice_from <= day
        return self.notice if begun and (self.notice_until is None or day <= self.notice_until) else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {
            **super().get_context(request, *args, **kwargs),
            **dashboard_context(today),
            **highlights_context(request.user, self.locale_id, self.highlights),
            "notice": self.notice_on(today),
        }

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")


class InformationPage(TranslatablePage, ThemedPage, ContentPage):
    """A page about the site or about plans; may have child pages."""

    parent_page_types = ["home.HomePage", "home.InformationPage", "home.IntranetPage"]
    subpage_types = ["home.InformationPage"]

    content_panels = [*ContentPage.content_panels, FieldPanel("themes", widget=ThemeCheckboxes)]

    def visible_children(self, user: Any) -> Sequence[Page]:
        """The child pages that a user may see, in the order of the tree."""
        return visible_pages(self.get_children(), user)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "child_pages": self.visible_children(request.user), "themes": self.themes.all()}

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
