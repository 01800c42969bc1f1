"""Reports on how library plans are designed and used: national, regional and local."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.fields import BlocksField
from cms.listing import IndexPage
from cms.outline import Section
from cms.pages import ContentPage, FollowUpMixin
from cms.related import RelatedPage, RelatedPagePanel, connected
from library_plans.models import Edition, Plan
from organisations.models import Organisation
from reports.blocks import AuthorsBlock, ReportFilesBlock
from reports.choices import FIRST_YEAR, LAST_YEAR, Level
from reports.forms import ReportFilterForm, ReportForm
from reports.presentation import plan_rows, report_facts
from themes.pages import ThemedPage

EASY_TO_READ = "lattlast-sammanfattning"  # where the easy to read summary stands on the page
SPREAD = "reports.spread_report"


class ReportIndexPage(IndexPage):
    """Every report that everybody may see, wherever in the tree it stands, the newest first."""

    parent_page_types: list[str] = []
    subpage_types = ["reports.ReportPage"]
    filter_form = ReportFilterForm

    class Meta:
        verbose_name = gettext_lazy("page of the reports")
        verbose_name_plural = gettext_lazy("pages of the reports")

    def listed(self) -> QuerySet[Any]:
        return ReportPage.objects.live().public().prefetch_related(whose()).order_by("-year", "title")


class ReportPage(FollowUpMixin, ThemedPage, ContentPage):
    """A report, with the files it was published in and the plans it speaks of."""

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
    base_form_class = ReportForm
    exclude_fields_in_copy = ["nationally_spread", "spread_reason", "spread_on"]  # decided of this report alone

    content_panels = [
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
        FieldPanel("themes", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("nationally_spread", permission=SPREAD),
                FieldPanel("spread_reason", permission=SPREAD),
                FieldPanel("spread_on", permission=SPREAD),
            ],
            heading=gettext_lazy("National spread"),
        ),
    ]

    class Meta:
        verbose_name = gettext_lazy("report")
        verbose_name_plural = gettext_lazy("reports")
        ordering = ["-year", "title"]
        permissions = [("spread_report", gettext_lazy("Can decide that a report is spread nationally"))]

    @property
    def caption(self) -> str:
        """A quiet line for lists: what kind of report, and the year."""
        return f"{capfirst(self.get_level_display())}, {self.year}"

    @property
    def organisation_names(self) -> str:
        """Whose report it is, in words; a list fetches `whose()` first."""
        return ", ".join(row.organisation.display_name for row in self.organisations.all())

    @property
    def spread_day(self) -> str:
        """Since when it is spread nationally; empty when it is not."""
        return date_format(self.spread_on, "Y-m-d") if self.nationally_spread and self.spread_on else ""

    def names(self) -> Sequence[str]:
        bodies = [row.organisation for row in self.organisations.select_related("organisation")]
        people = [str(author.value["name"]) for author in self.authors]
        called = [name for body in bodies for name in (body.name, body.display_name, *body.aliases)]
        return [*super().names(), *dict.fromkeys(called), *people]

    def sections(self) -> Sequence[Section]:
        plain = tuple(filter(None, (line.strip() for line in self.easy_to_read.splitlines())))
        first = [Section(EASY_TO_READ, (_("Easy to read"),), 2, plain)] if plain else []
        return [*first, *super().sections()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "facts": report_facts(self),
            "plans": plan_rows(self),
            "connected": connected(self),
            "themes": self.themes.all(),
        }


class ReportOrganisation(Orderable):
    """A body whose report it is."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("organisation")
    )

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(name="reportorganisation_once_per_report", fields=["page", "organisation"])
        ]


def whose() -> Prefetch:
    """The bodies of many reports, by one query."""
    return Prefetch("organisations", queryset=ReportOrganisation.objects.select_related("organisation"))


class ReportPlan(Orderable):
    """A plan that a report speaks of, or a page of one of its editions."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="plans")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", verbose_name=gettext_lazy("plan"))
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=gettext_lazy("edition"),
        help_text=gettext_lazy("Only when a page is named: its number holds in this file."),
    )
    page_number = models.PositiveIntegerField(
        gettext_lazy("page"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    def clean(self) -> None:
        super().clean()
        if self.page_number and not self.edition:
            raise ValidationError({"edition": _("Choose the edition that has this page.")})
        if self.edition and self.plan_id and self.edition.plan_id != self.plan_id:
            raise ValidationError({"edition": _("The edition belongs to another plan.")})
        if self.edition and self.page_number and self.page_number > (self.edition.page_count or 0):
            count = self.edition.page_count or 0
            raise ValidationError({"page_number": _("The edition has %(count)d pages.") % {"count": count}})


class ReportEvent(RelatedPage):
    """A gathering where a report was presented or discussed."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="related_events")
