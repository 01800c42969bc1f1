"""Guidance products with ordered steps, a print view of all steps, and a feedback form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing
from wagtail.url_routing import RouteResult

from content.admin.conditional_panels import PageTabs
from content.fields import BlocksField
from content.listings import IndexPage
from content.pages import ContentPage, FollowUpMixin
from content.relations import RelatedPage, RelatedPagePanel, related_page_groups
from content.toc import Section
from content.translation.pages import TranslatablePage
from guidance.blocks import ActSectionsBlock, ChangeLogBlock, ContributorsBlock, GuidanceBlock
from guidance.models.feedback import FEEDBACK_SLUG, FeedbackMixin
from guidance.presentation import step_bodies
from themes.pages import ThemedPage
from themes.widgets import ThemeCheckboxes

PRINT_SLUG = "utskrift"  # of the print view, below the product's own URL
STEP_LINK_FIELDS = ("title", "url_path", "path", "depth", "locale", "slug")  # fields that links to other steps need
LIMITATIONS_ANCHOR, ACT_ANCHOR = "avgransningar", "lagen"  # ids of the sections on the page


class GuidanceIndexPage(TranslatablePage, IndexPage):
    """Lists every guidance product that the user may see."""

    parent_page_types: list[str] = []
    subpage_types = ["guidance.GuidancePage"]

    class Meta:
        verbose_name = gettext_lazy("page of the guidance")
        verbose_name_plural = gettext_lazy("pages of the guidance")

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        return GuidancePage.objects.visible_to(user).filter(locale=self.locale_id).order_by("title")


class GuidancePage(FeedbackMixin, TranslatablePage, FollowUpMixin, ThemedPage, ContentPage):
    """A guidance product: its target group, version and limitations; its steps are child pages."""

    target_group = models.CharField(gettext_lazy("for whom"), max_length=200)
    version = models.CharField(gettext_lazy("version"), max_length=20)
    version_date = models.DateField(gettext_lazy("date of the version"))
    contributors = BlocksField(ContributorsBlock(), blank=True, verbose_name=gettext_lazy("contributors"))
    limitations = models.TextField(
        gettext_lazy("limits"), max_length=1_000, blank=True, help_text=gettext_lazy("What it does not cover.")
    )
    act_sections = BlocksField(ActSectionsBlock(), blank=True, verbose_name=gettext_lazy("sections of the act"))
    change_log = BlocksField(ChangeLogBlock(), blank=True, verbose_name=gettext_lazy("change log"))

    parent_page_types = ["guidance.GuidanceIndexPage"]
    subpage_types = ["guidance.GuidanceStepPage"]

    edit_handler = PageTabs.of(
        {
            gettext_lazy("Content"): [
                *ContentPage.content_panels[:2],
                FieldPanel("follow_up"),
                FieldPanel("target_group"),
                FieldRowPanel([FieldPanel("version"), FieldPanel("version_date")]),
                FieldPanel("limitations"),
                FieldPanel("body"),
            ],
            gettext_lazy("Steps"): [
                HelpPanel(template="guidance/admin/steps_panel.html", heading=gettext_lazy("Steps"))
            ],
            gettext_lazy("The act and changes"): [
                FieldPanel("act_sections"),
                FieldPanel("contributors"),
                FieldPanel("change_log"),
            ],
            gettext_lazy("Themes and related pages"): [
                FieldPanel("themes", widget=ThemeCheckboxes),
                InlinePanel(
                    "related",
                    heading=gettext_lazy("Belongs together with"),
                    label=gettext_lazy("page"),
                    panels=[RelatedPagePanel("related")],
                ),
            ],
        }
    )

    class Meta:
        verbose_name = gettext_lazy("guidance product")
        verbose_name_plural = gettext_lazy("guidance")

    @property
    def listing_subtitle(self) -> str:
        """The secondary line in lists: the version and its date."""
        day = date_format(self.version_date, "j F Y")
        return _("Version %(version)s, %(day)s") % {"version": self.version, "day": day}

    def all_steps(self) -> Any:
        """The steps, drafts too, in the order of the tree; none of a product that is not stored yet."""
        steps = GuidanceStepPage.objects
        return steps.child_of(self).order_by("path") if self.pk else steps.none()

    def steps(self) -> Sequence[Any]:
        """The published steps, in the order of the tree."""
        return self.all_steps().live()

    def sections(self) -> Sequence[Section]:
        limitations = [Section(LIMITATIONS_ANCHOR, (_("Limits"),), 2, (self.limitations,))] if self.limitations else []
        act_sections = [
            Section(
                ACT_ANCHOR,
                (_("What the act says"), str(block.value["section"])),
                2,
                (plain_text(block.value["text"].source),),
            )
            for block in self.act_sections
            if block.value["section"]
        ]
        return [*limitations, *super().sections(), *act_sections]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components == [PRINT_SLUG] and self.live:
            return RouteResult(self, kwargs={"print_view": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, print_view: bool = False, **kwargs: Any) -> HttpResponse:
        if print_view:
            return TemplateResponse(request, "guidance/print.html", self.print_context(request))
        return super().serve(request, *args, **kwargs)

    def print_context(self, request: HttpRequest) -> dict[str, Any]:
        """The product with pairs of a step and its body."""
        steps = list(self.steps())
        steps_with_bodies = list(zip(steps, step_bodies(steps), strict=True))
        return {"page": self, "steps": steps_with_bodies, "breadcrumbs": self.child_breadcrumbs(request, _("Print"))}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "steps": self.steps(),
            "related_page_groups": related_page_groups(self, request.user),
            "themes": self.themes.all(),
            "print_url": f"{self.get_url(request)}{PRINT_SLUG}/",
        }


class GuidanceStepPage(FeedbackMixin, TranslatablePage, ContentPage):
    """A step of a product; steps are numbered in tree order."""

    body = BlocksField(GuidanceBlock(), blank=True, verbose_name=gettext_lazy("text"))

    parent_page_types = ["guidance.GuidancePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []  # a product is shown as a whole

    class Meta:
        verbose_name = gettext_lazy("step")
        verbose_name_plural = gettext_lazy("steps of guidance")

    @cached_property
    def product(self) -> Page:
        """The product as a plain Page, without the fields of GuidancePage."""
        return self.get_parent()

    @property
    def listing_subtitle(self) -> str:
        return self.product.title

    def clean(self) -> None:
        """Raises ValidationError when the slug is that of the print view or the feedback form."""
        super().clean()
        if self.slug in {PRINT_SLUG, FEEDBACK_SLUG}:
            raise ValidationError({"slug": _("The product itself has a page at this address. Choose another one.")})

    def searchable_names(self) -> Sequence[str]:
        return [*super().searchable_names(), self.product.title]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        steps = list(GuidanceStepPage.objects.sibling_of(self).live().order_by("path").only(*STEP_LINK_FIELDS))
        numbers = [step.pk for step in steps]
        number = numbers.index(self.pk) + 1 if self.pk in numbers else 0  # 0 for an unpublished step
        return {
            **context,
            "product": self.product,
            "number": number,
            "steps": steps,
            "previous_step": steps[number - 2] if number > 1 else None,
            "next_step": steps[number] if number < len(steps) else None,
        }


class GuidanceRelatedPage(RelatedPage):
    """An event or report that is related to a product."""

    page = ParentalKey(GuidancePage, on_delete=models.CASCADE, related_name="related")


def plain_text(html: str) -> str:
    """The text of HTML, with single spaces."""
    return " ".join(get_text_for_indexing(html).split())
