"""Guidance: products of ordered steps, printed as a whole, with what readers answer to "did this help?"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing
from wagtail.url_routing import RouteResult

from content.fields import BlocksField
from content.listings import IndexPage
from content.pages import ContentPage, FollowUpMixin
from content.relations import RelatedPage, RelatedPagePanel, related_page_groups
from content.toc import Section
from content.translation.pages import TranslatablePage
from guidance.blocks import ChangesBlock, ContributorsBlock, FoldsBlock, GuidanceBlock
from guidance.models.answers import ANSWER, Answered
from guidance.print_view import bodies
from themes.pages import ThemedPage

PRINT = "utskrift"  # the address of the whole product, below the product's own
LISTED = ("title", "url_path", "path", "depth", "locale", "slug")  # what steps show of each other
LIMITS, ACT = "avgransningar", "lagen"  # where the parts stand on the page


class GuidanceIndexPage(TranslatablePage, IndexPage):
    """Every product that everybody may see."""

    parent_page_types: list[str] = []
    subpage_types = ["guidance.GuidancePage"]

    class Meta:
        verbose_name = gettext_lazy("page of the guidance")
        verbose_name_plural = gettext_lazy("pages of the guidance")

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        return GuidancePage.objects.visible_to(user).filter(locale=self.locale_id).order_by("title")


class GuidancePage(Answered, TranslatablePage, FollowUpMixin, ThemedPage, ContentPage):
    """A product: for whom it is, its version, what it does not cover, and its steps below it in the tree."""

    audience = models.CharField(gettext_lazy("for whom"), max_length=200)
    version = models.CharField(gettext_lazy("version"), max_length=20)
    version_date = models.DateField(gettext_lazy("date of the version"))
    contributors = BlocksField(ContributorsBlock(), blank=True, verbose_name=gettext_lazy("contributors"))
    limits = models.TextField(
        gettext_lazy("limits"), max_length=1_000, blank=True, help_text=gettext_lazy("What it does not cover.")
    )
    folds = BlocksField(FoldsBlock(), blank=True, verbose_name=gettext_lazy("sections of the act"))
    changes = BlocksField(ChangesBlock(), blank=True, verbose_name=gettext_lazy("change log"))

    parent_page_types = ["guidance.GuidanceIndexPage"]
    subpage_types = ["guidance.GuidanceStepPage"]

    content_panels = [
        *ContentPage.content_panels[:2],
        FieldPanel("follow_up"),
        FieldPanel("audience"),
        FieldRowPanel([FieldPanel("version"), FieldPanel("version_date")]),
        FieldPanel("limits"),
        FieldPanel("body"),
        FieldPanel("folds"),
        FieldPanel("contributors"),
        FieldPanel("changes"),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
        InlinePanel(
            "related",
            heading=gettext_lazy("Belongs together with"),
            label=gettext_lazy("page"),
            panels=[RelatedPagePanel("related")],
        ),
    ]

    class Meta:
        verbose_name = gettext_lazy("guidance product")
        verbose_name_plural = gettext_lazy("guidance")

    @property
    def listing_subtitle(self) -> str:
        """A quiet line for lists: the version and its day."""
        day = date_format(self.version_date, "j F Y")
        return _("Version %(version)s, %(day)s") % {"version": self.version, "day": day}

    def steps(self) -> Sequence[Any]:
        """Its published steps, in the order of the tree."""
        return GuidanceStepPage.objects.child_of(self).live().order_by("path")

    def sections(self) -> Sequence[Section]:
        limits = [Section(LIMITS, (_("Limits"),), 2, (self.limits,))] if self.limits else []
        folds = [
            Section(ACT, (_("What the act says"), str(fold.value["section"])), 2, (plain(fold.value["text"].source),))
            for fold in self.folds
            if fold.value["section"]
        ]
        return [*limits, *super().sections(), *folds]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components == [PRINT] and self.live:
            return RouteResult(self, kwargs={"whole": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, whole: bool = False, **kwargs: Any) -> HttpResponse:
        if whole:
            return TemplateResponse(request, "guidance/whole.html", self.whole_context(request))
        return super().serve(request, *args, **kwargs)

    def whole_context(self, request: HttpRequest) -> dict[str, Any]:
        """The product with the texts of all its steps, one after the other."""
        steps = list(self.steps())
        texts = list(zip(steps, bodies(steps), strict=True))
        return {"page": self, "steps": texts, "breadcrumbs": self.child_breadcrumbs(request, _("Print"))}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "steps": self.steps(),
            "related_page_groups": related_page_groups(self, request.user),
            "themes": self.themes.all(),
            "print_url": f"{self.get_url(request)}{PRINT}/",
        }


class GuidanceStepPage(Answered, TranslatablePage, ContentPage):
    """One step of a product. Its place among the others is its place in the tree."""

    body = BlocksField(GuidanceBlock(), blank=True, verbose_name=gettext_lazy("text"))

    parent_page_types = ["guidance.GuidancePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = gettext_lazy("step")
        verbose_name_plural = gettext_lazy("steps of guidance")

    @cached_property
    def product(self) -> Page:
        """The product's page, without its own fields."""
        return self.above[-1]

    @property
    def listing_subtitle(self) -> str:
        return self.product.title

    def clean(self) -> None:
        """The product's own addresses are not a step's.

        Raises:
            ValidationError: The address is one of them.
        """
        super().clean()
        if self.slug in {PRINT, ANSWER}:
            raise ValidationError({"slug": _("The product itself has a page at this address. Choose another one.")})

    def searchable_names(self) -> Sequence[str]:
        return [*super().searchable_names(), self.product.title]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        steps = list(GuidanceStepPage.objects.sibling_of(self).live().order_by("path").only(*LISTED))
        numbers = [step.pk for step in steps]
        number = numbers.index(self.pk) + 1 if self.pk in numbers else 0  # 0: a draft
        return {
            **context,
            "product": self.product,
            "number": number,
            "steps": steps,
            "before": steps[number - 2] if number > 1 else None,
            "after": steps[number] if number < len(steps) else None,
        }


class GuidanceRelated(RelatedPage):
    """Something that belongs together with a product."""

    page = ParentalKey(GuidancePage, on_delete=models.CASCADE, related_name="related")


def plain(html: str) -> str:
    return " ".join(get_text_for_indexing(html).split())
