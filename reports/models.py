"""Reports on how library plans are designed and used: national, regional and local."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from content.admin.conditional_panels import ConditionalPanel, PageTabs
from content.fields import BlocksField
from content.listings import IndexPage
from content.pages import ContentPage, FollowUpMixin
from content.relations import RelatedPage, RelatedPagePanel, related_page_groups
from content.toc import Section
from library_plans.citations.plan_links import mentioned_plan_rows
from library_plans.models.citations import PlanMention
from organisations.ownership import OrganisationOwnedPage, OrganisationRelation
from reports.blocks import AuthorsBlock, ReportFilesBlock
from reports.choices import FIRST_YEAR, LAST_YEAR, Level
from reports.filters import ReportFilterForm
from reports.forms import ReportPageForm
from reports.presentation import report_facts
from themes.pages import ThemedPage
from themes.widgets import ThemeCheckboxes

EASY_TO_READ_ANCHOR = "lattlast-sammanfattning"  # id of the easy to read summary on the page
SPREAD_PERMISSION = "reports.spread_report"


class ReportIndexPage(IndexPage):
    """Lists every report that the user may see, below any parent, the newest first."""

    parent_page_types: list[str] = []
    subpage_types = ["reports.ReportPage"]
    filter_form = ReportFilterForm

    class Meta:
        verbose_name = gettext_lazy("page of the reports")
        verbose_name_plural = gettext_lazy("pages of the reports")

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        reports = ReportPage.objects.visible_to(user).prefetch_organisations()
        return reports.order_by("-year", "title")


class ReportPage(OrganisationOwnedPage, FollowUpMixin, ThemedPage, ContentPage):
    """A report with its files and the plans that it is about."""

    level = models.CharField(gettext_lazy("level"), max_length=10, choices=Level.choices)
    year = models.PositiveSmallIntegerField(
        gettext_lazy("year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    authors = BlocksField(AuthorsBlock(), blank=True, verbose_name=gettext_lazy("authors"))
    easy_to_read = models.TextField(
        gettext_lazy("easy to read"),
        max_length=4_000,
        blank=True,
        help_text=gettext_lazy("The most important in short sentences and plain words. An empty line begins a part."),
    )
    files = BlocksField(ReportFilesBlock(), blank=True, verbose_name=gettext_lazy("files"))
    nationally_spread = models.BooleanField(gettext_lazy("spread nationally"), default=False)
    spread_reason = models.TextField(
        gettext_lazy("why it is spread"),
        max_length=600,
        blank=True,
        help_text=gettext_lazy("Shown with the report: why the National Library finds it of national interest."),
    )
    spread_on = models.DateField(
        gettext_lazy("spread since"), null=True, blank=True, help_text=gettext_lazy("Today when left empty.")
    )

    parent_page_types = ["reports.ReportIndexPage", "organisations.OrganisationPage"]
    subpage_types: list[str] = []
    is_kbs_by_default = True
    base_form_class = ReportPageForm
    exclude_fields_in_copy = ["nationally_spread", "spread_reason", "spread_on"]  # decided for this report only

    edit_handler = PageTabs.of(
        {
            gettext_lazy("Content"): [
                *ContentPage.content_panels[:2],
                FieldPanel("follow_up"),
                FieldRowPanel([FieldPanel("level"), FieldPanel("year")]),
                InlinePanel(
                    "organisations",
                    heading=gettext_lazy("Whose report"),
                    label=gettext_lazy("organisation"),
                    min_num=1,
                    panels=[FieldPanel("organisation")],
                ),
                FieldPanel("authors"),
                FieldPanel("easy_to_read"),
                FieldPanel("body"),
                FieldPanel("files"),
            ],
            gettext_lazy("Plans, events and themes"): [
                InlinePanel(
                    "plans",
                    heading=gettext_lazy("Plans that it speaks of"),
                    label=gettext_lazy("plan"),
                    panels=[FieldPanel("plan"), FieldRowPanel([FieldPanel("edition"), FieldPanel("page_number")])],
                ),
                InlinePanel(
                    "related_events",
                    heading=gettext_lazy("Events where it was presented"),
                    label=gettext_lazy("event"),
                    panels=[RelatedPagePanel("related")],
                ),
                FieldPanel("themes", widget=ThemeCheckboxes),
            ],
            gettext_lazy("National spread"): [
                MultiFieldPanel(
                    [
                        FieldPanel("nationally_spread", permission=SPREAD_PERMISSION),
                        ConditionalPanel(
                            [
                                FieldPanel("spread_reason", permission=SPREAD_PERMISSION),
                                FieldPanel("spread_on", permission=SPREAD_PERMISSION),
                            ],
                            {"nationally_spread": ["on"]},
                        ),
                    ],
                    heading=gettext_lazy("National spread"),
                ),
            ],
        }
    )

    class Meta:
        verbose_name = gettext_lazy("report")
        verbose_name_plural = gettext_lazy("reports")
        ordering = ["-year", "title"]
        permissions = [("spread_report", gettext_lazy("Can decide that a report is spread nationally"))]

    @property
    def listing_subtitle(self) -> str:
        """The secondary line in lists: the level and the year."""
        return f"{capfirst(self.get_level_display())}, {self.year}"

    @property
    def spread_on_display(self) -> str:
        """The date since which it is spread nationally, in ISO format; empty when it is not."""
        return date_format(self.spread_on, "Y-m-d") if self.nationally_spread and self.spread_on else ""

    def searchable_names(self) -> Sequence[str]:
        return [*super().searchable_names(), *(str(author.value["name"]) for author in self.authors)]

    def sections(self) -> Sequence[Section]:
        lines = tuple(filter(None, (line.strip() for line in self.easy_to_read.splitlines())))
        easy_to_read = [Section(EASY_TO_READ_ANCHOR, (_("Easy to read"),), 2, lines)] if lines else []
        return [*easy_to_read, *super().sections()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "facts": report_facts(self),
            "plans": mentioned_plan_rows(self.plans.select_related("edition")),
            "related_page_groups": related_page_groups(self, request.user),
            "themes": self.themes.all(),
        }


class ReportOrganisation(OrganisationRelation, Orderable):
    """An organisation whose report it is."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="organisations")

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(name="reportorganisation_once_per_report", fields=["page", "organisation"])
        ]


class ReportPlan(PlanMention):
    """A plan that a report is about, or a page of one of its editions."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="plans")


class ReportEvent(RelatedPage):
    """An event where a report was presented or discussed."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="related_events")
