"""Experiences and proposals of municipalities and regions, and the official answers to proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.rich_text import RichText

from content.admin.conditional_panels import ConditionalPanel, PageTabs
from content.blocks import RICH_TEXT_FEATURES, TextBlock
from content.components import StatusChip
from content.fields import BlocksField
from content.listings import IndexPage
from content.pages import ContentPage, FollowUpMixin
from content.relations import RelatedPage, RelatedPagePanel, related_page_groups
from content.toc import Section
from content.validators import validate_links
from dialogue.blocks import ContributionBlock
from dialogue.choices import Outcome, ProposalSubject
from dialogue.filters import ContributionFilterForm
from dialogue.forms import ProposalPageForm
from dialogue.presentation import experience_facts, outcome_chip, proposal_facts
from library_plans.citations.plan_links import mentioned_plan_rows
from library_plans.models.citations import PlanMention
from organisations.ownership import OrganisationOwnedPage, OrganisationRelation
from themes.pages import ThemedPage
from themes.widgets import ThemeCheckboxes

ANSWER_ANCHOR = "svar"  # id of the official answer on the page


class DialogueIndexPage(IndexPage):
    """Lists every experience and proposal that the user may see, the newest first."""

    parent_page_types: list[str] = []
    subpage_types = ["dialogue.ExperiencePage", "dialogue.ProposalPage"]
    filter_form = ContributionFilterForm

    class Meta:
        verbose_name = gettext_lazy("page of the experiences and proposals")
        verbose_name_plural = gettext_lazy("pages of the experiences and proposals")

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        pages = ContributionPage.objects.visible_to(user).annotate(outcome=F("proposalpage__outcome"))
        return pages.prefetch_organisations().order_by("-day", "title")


class ContributionPage(OrganisationOwnedPage, FollowUpMixin, ThemedPage, ContentPage):
    """The common base of experiences and proposals: multi-table inheritance lets one query list both."""

    day = models.DateField(gettext_lazy("date"), default=timezone.localdate)
    body = BlocksField(ContributionBlock(), blank=True, verbose_name=gettext_lazy("text"))

    is_creatable = False
    parent_page_types = ["dialogue.DialogueIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = gettext_lazy("experience or proposal")
        verbose_name_plural = gettext_lazy("experiences and proposals")
        ordering = ["-day", "title"]

    @property
    def listing_subtitle(self) -> str:
        """The secondary line in lists: the type and the date."""
        model = self.specific_class or type(self)
        return f"{capfirst(str(model._meta.verbose_name))}, {date_format(self.day, 'j F Y')}"

    @property
    def chip(self) -> StatusChip:
        """The outcome of a proposal, in lists that annotate `outcome`; experiences have none."""
        return outcome_chip(Outcome(self.outcome))


class ContributionOrganisation(OrganisationRelation, Orderable):
    """An organisation that shares or proposes it."""

    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="organisations")

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(name="contributionorganisation_once_per_page", fields=["page", "organisation"])
        ]


class ContributionRelatedPage(RelatedPage):
    """An event, report or guidance product that is related to a contribution."""

    page = ParentalKey(ContributionPage, on_delete=models.CASCADE, related_name="related_pages")


FIRST_PANELS = [*ContentPage.content_panels[:2], FieldPanel("follow_up")]
ORGANISATIONS_PANEL = InlinePanel(
    "organisations",
    heading=gettext_lazy("Who says it"),
    label=gettext_lazy("organisation"),
    min_num=1,
    panels=[FieldPanel("organisation")],
)
LAST_PANELS = [
    InlinePanel(
        "related_pages",
        heading=gettext_lazy("Events, reports and guidance"),
        label=gettext_lazy("page"),
        panels=[RelatedPagePanel("related")],
    ),
    FieldPanel("themes", widget=ThemeCheckboxes),
]


class ExperiencePage(ContributionPage):
    """How a municipality or region has worked with its plan, and what it learnt."""

    author_role = models.CharField(
        gettext_lazy("the author's role"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("For example head of libraries; no name of a person."),
    )

    subpage_types: list[str] = []

    edit_handler = PageTabs.of(
        {
            gettext_lazy("Content"): [
                *FIRST_PANELS,
                FieldRowPanel([FieldPanel("day"), FieldPanel("author_role")]),
                ORGANISATIONS_PANEL,
                FieldPanel("body"),
            ],
            gettext_lazy("Plans, pages and themes"): [
                InlinePanel(
                    "plans",
                    heading=gettext_lazy("Plans that it speaks of"),
                    label=gettext_lazy("plan"),
                    panels=[FieldPanel("plan"), FieldRowPanel([FieldPanel("edition"), FieldPanel("page_number")])],
                ),
                *LAST_PANELS,
            ],
        }
    )

    class Meta:
        verbose_name = gettext_lazy("experience")
        verbose_name_plural = gettext_lazy("experiences")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "facts": experience_facts(self),
            "plans": mentioned_plan_rows(self.plans.select_related("edition")),
            "related_page_groups": related_page_groups(self, request.user),
            "themes": self.themes.all(),
        }


class ExperiencePlan(PlanMention):
    """A plan that an experience is about, or a page of one of its editions."""

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="plans")


class ProposalPage(ContributionPage):
    """What a municipality or region proposes, with the outcome and the official answer."""

    subject = models.CharField(gettext_lazy("proposal for"), max_length=12, choices=ProposalSubject.choices)
    outcome = models.CharField(
        gettext_lazy("outcome"), max_length=12, choices=Outcome.choices, default=Outcome.RECEIVED
    )
    official_answer = RichTextField(
        gettext_lazy("official answer"), features=RICH_TEXT_FEATURES, blank=True, validators=[validate_links]
    )
    answered_on = models.DateField(gettext_lazy("answered on"), null=True, blank=True)
    answered_by = models.CharField(
        gettext_lazy("answered by"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy("The organisation or the role, no name of a person."),
    )

    subpage_types: list[str] = []
    base_form_class = ProposalPageForm
    # Decided for this proposal only.
    exclude_fields_in_copy = [
        "outcome",
        "official_answer",
        "answered_on",
        "answered_by",
    ]

    edit_handler = PageTabs.of(
        {
            gettext_lazy("Content"): [
                *FIRST_PANELS,
                FieldRowPanel([FieldPanel("subject"), FieldPanel("day")]),
                ORGANISATIONS_PANEL,
                FieldPanel("body"),
            ],
            gettext_lazy("Official answer"): [
                MultiFieldPanel(
                    [
                        FieldPanel("outcome"),
                        ConditionalPanel(
                            [
                                FieldPanel("official_answer"),
                                FieldRowPanel([FieldPanel("answered_on"), FieldPanel("answered_by")]),
                            ],
                            {"outcome": [outcome for outcome in Outcome if outcome != Outcome.RECEIVED]},
                        ),
                    ],
                    heading=gettext_lazy("Official answer"),
                ),
            ],
            gettext_lazy("Pages and themes"): LAST_PANELS,
        }
    )

    class Meta:
        verbose_name = gettext_lazy("proposal")
        verbose_name_plural = gettext_lazy("proposals")
        constraints = [
            models.CheckConstraint(
                name="proposalpage_outcome_has_answer",
                condition=Q(outcome=Outcome.RECEIVED)
                | (~Q(official_answer="") & ~Q(answered_by="") & Q(answered_on__isnull=False)),
            )
        ]

    def sections(self) -> Sequence[Section]:
        answer = tuple(TextBlock().get_searchable_content(RichText(self.official_answer)))
        return [*super().sections(), *([Section(ANSWER_ANCHOR, (_("Official answer"),), 2, answer)] if answer else [])]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "facts": proposal_facts(self),
            "state": outcome_chip(Outcome(self.outcome), large=True),
            "related_page_groups": related_page_groups(self, request.user),
            "themes": self.themes.all(),
        }
