"""Abstract page types. The template of a page type is `templates/<app>/<model_name>.html`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page, PageViewRestriction
from wagtail.utils.decorators import cached_classmethod

from content.admin.conditional_panels import PageTabs
from content.admin.page_form import BasePageForm
from content.audiences import AUDIENCE_KEY
from content.blocks import ContentBlock
from content.components import Breadcrumb, Breadcrumbs
from content.fields import BlocksField
from content.toc import Section, split_into_sections
from content.visibility import VisiblePageManager

HOME_PAGE_DEPTH = 2  # in Wagtail's tree, where the root has depth 1


class BasePage(Page):
    """A page with breadcrumbs, visibility, and what search needs to know of it.

    Its revisions hold `wanted_audience`, what their editor chose under *Visible to*; who sees the page is Wagtail's
    restriction alone (`content.audience_changes`). Nobody chooses for a type without `private_page_options`.
    """

    objects = VisiblePageManager()
    wanted_audience: str = ""

    private_page_options = [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS]
    base_form_class = BasePageForm

    @cached_classmethod
    def get_edit_handler(cls) -> Panel:  # noqa: N805 - a class method
        """The form in tabs: those of the type's `edit_handler`, or one of its `content_panels`, and publishing."""
        own: Panel | None = getattr(cls, "edit_handler", None)
        tabs = own or PageTabs.of({gettext_lazy("Content"): cls.content_panels}, cls.promote_panels)
        return tabs.bind_to_model(cls)

    def serializable_data(self) -> dict[str, Any]:
        return {**super().serializable_data(), AUDIENCE_KEY: self.wanted_audience}

    def with_content_json(self, content: dict[str, Any]) -> Self:
        page: Self = super().with_content_json(content)
        page.wanted_audience = content.get(AUDIENCE_KEY) or ""
        return page

    @property
    def ancestors(self) -> list[Page]:
        """The pages above this one, from the start page: no query in a request that Wagtail routed through them."""
        pages: list[Page] = [self]
        while pages[0].depth > HOME_PAGE_DEPTH:
            pages.insert(0, pages[0].get_parent())
        return pages[:-1]

    def breadcrumbs(self, request: HttpRequest | None = None) -> Breadcrumbs | None:
        """The trail from the start page, without unpublished pages; None on the start page itself."""
        if self.depth <= HOME_PAGE_DEPTH:
            return None
        shown = [page for page in self.ancestors if page.live]
        titles = [_("Start") if page.depth == HOME_PAGE_DEPTH else page.title for page in shown]
        items = [Breadcrumb(title, page.get_url(request)) for title, page in zip(titles, shown, strict=True)]
        return Breadcrumbs([*items, Breadcrumb(self.title)])

    def child_breadcrumbs(self, request: HttpRequest, title: str) -> Breadcrumbs:
        """The trail to a view at a URL below this page."""
        trail = self.breadcrumbs(request)
        above = trail.items[:-1] if trail else ()
        return Breadcrumbs([*above, Breadcrumb(self.title, self.get_url(request)), Breadcrumb(title)])

    def sections(self) -> Sequence[Section]:
        """The text of the page in reading order, for the search index; a hit links to the anchor of its section."""
        return []

    def searchable_names(self) -> Sequence[str]:
        """Names that the page is found by, its title first; a query may match partly here and partly in the text."""
        return [self.title]

    @property
    def listing_subtitle(self) -> str:
        """The secondary line of a list item: kind and date of the page. Empty for most types."""
        return ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "breadcrumbs": self.breadcrumbs(request)}

    def get_admin_display_title(self) -> str:
        """The published title while there is one: choosers show it to those who may not see what replaces it."""
        return str(self.title if self.live else super().get_admin_display_title())

    class Meta:
        abstract = True


class ContentPage(BasePage):
    """A page with a summary and a body of blocks."""

    summary = models.TextField(
        gettext_lazy("summary"),
        max_length=400,
        help_text=gettext_lazy("One or two sentences; shown first, and where the page is listed."),
    )
    body = BlocksField(ContentBlock(), blank=True, verbose_name=gettext_lazy("text"))

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    def sections(self) -> Sequence[Section]:
        return split_into_sections(self.body)

    class Meta:
        abstract = True


class FollowUp(models.TextChoices):
    """Which part of section 18 of the Libraries Act a page is about (founding document 2018)."""

    DESIGN = "utformas", gettext_lazy("how plans are designed")
    USE = "anvands", gettext_lazy("how plans are used")
    BOTH = "bada", gettext_lazy("how plans are designed and used")

    @property
    def filter_values(self) -> tuple[str, ...]:
        """The values of a filter that match it: both parts of the section for `BOTH`."""
        return (FollowUp.DESIGN.value, FollowUp.USE.value) if self is FollowUp.BOTH else (self.value,)


class FollowUpMixin(BasePage):
    """Adds the required link to section 18."""

    follow_up = models.CharField(
        gettext_lazy("link to section 18"),
        max_length=10,
        choices=FollowUp.choices,
        help_text=gettext_lazy("What it says about library plans (section 18 of the Libraries Act)."),
    )

    class Meta:
        abstract = True
