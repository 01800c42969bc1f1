"""What every page type shares. A page type's template is `templates/<app>/<model_name>.html`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from content.blocks import ContentBlock
from content.components import Breadcrumbs, Crumb
from content.fields import BlocksField
from content.toc import Section, outline
from content.visibility import VisiblePageManager

START_DEPTH = 2  # of the start page in Wagtail's tree


def telling_restrictions(pages: PageQuerySet) -> PageQuerySet:
    """Each page with `closed`: whether it has a restriction of its own. Outermost first."""
    return pages.annotate(closed=Exists(PageViewRestriction.objects.filter(page=OuterRef("pk")))).order_by("path")


class BasePage(Page):
    """A page of the site, with the way to it."""

    objects = VisiblePageManager()

    @cached_property
    def way(self) -> list[Page]:
        """This page and those above it, outermost first, by one query; `closed` says which have a restriction."""
        return list(telling_restrictions(self.get_ancestors(inclusive=True)))

    @property
    def above(self) -> list[Page]:
        """The pages above this one, outermost first."""
        return [page for page in self.way if page.path != self.path]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at an address with those above it, by one query however deep it lies; Wagtail asks two a step.

        The deepest page on the way is asked for what is left of the address.
        """
        if not path_components:
            return super().route(request, path_components)
        addresses = list(accumulate(path_components, lambda path, step: f"{path}{step}/", initial=self.url_path))
        steps = Page.objects.filter(Page.objects.ancestor_of_q(self) | Q(url_path__in=addresses))
        rows = list(telling_restrictions(steps))
        below = [row for row in rows if row.url_path in addresses and row.is_descendant_of(self)]
        if not below:
            return super().route(request, path_components)
        page = below[-1].specific
        page.way = [row for row in rows if page.path.startswith(row.path)]
        return page.route(request, path_components[addresses.index(page.url_path) :])

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Those of this page and the ones above it; aliases have those of their source, which Wagtail looks up."""
        if any(page.alias_of_id for page in (self, *self.above)):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(page__in=[page.pk for page in self.way if page.closed])

    def breadcrumbs(self, request: HttpRequest | None = None) -> Breadcrumbs | None:
        """From the start page, which has none; pages above that are not published are left out."""
        if self.depth <= START_DEPTH:
            return None
        shown = [page for page in self.above if page.live and page.depth >= START_DEPTH]
        titles = [_("Start") if page.depth == START_DEPTH else page.title for page in shown]
        steps = [Crumb(title, page.get_url(request)) for title, page in zip(titles, shown, strict=True)]
        return Breadcrumbs([*steps, Crumb(self.title)])

    def breadcrumbs_below(self, request: HttpRequest, title: str) -> Breadcrumbs:
        """The way to something else at an address below this page."""
        way = self.breadcrumbs(request)
        return Breadcrumbs([*(way.crumbs[:-1] if way else ()), Crumb(self.title, self.get_url(request)), Crumb(title)])

    def sections(self) -> Sequence[Section]:
        """The text of the page in reading order: what search finds, and where a hit leads."""
        return []

    def names(self) -> Sequence[str]:
        """What the page is called: search finds it by these words too, and they may stand for part of a question."""
        return [self.title]

    @property
    def caption(self) -> str:
        """A quiet line where the page is listed: what kind of thing it is, and when. Nothing for most."""
        return ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "breadcrumbs": self.breadcrumbs(request)}

    class Meta:
        abstract = True


class ContentPage(BasePage):
    """A page that is read: what it is about in a sentence or two, and a text of blocks."""

    summary = models.TextField(
        gettext_lazy("summary"),
        max_length=400,
        help_text=gettext_lazy("One or two sentences; shown first, and where the page is listed."),
    )
    body = BlocksField(ContentBlock(), blank=True, verbose_name=gettext_lazy("text"))

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    def sections(self) -> Sequence[Section]:
        return outline(self.body)

    class Meta:
        abstract = True


class FollowUp(models.TextChoices):
    """What of 18 § of the Libraries Act something is about: only that belongs on the site (founding document 2018)."""

    DESIGN = "utformas", gettext_lazy("how plans are designed")
    USE = "anvands", gettext_lazy("how plans are used")
    BOTH = "bada", gettext_lazy("how plans are designed and used")

    @property
    def parts(self) -> tuple[str, ...]:
        """The two words of the act that it covers, as values of a filter."""
        return (FollowUp.DESIGN.value, FollowUp.USE.value) if self is FollowUp.BOTH else (self.value,)


class FollowUpMixin(BasePage):
    """The required link to 18 §."""

    follow_up = models.CharField(
        gettext_lazy("link to section 18"),
        max_length=10,
        choices=FollowUp.choices,
        help_text=gettext_lazy("What it says about library plans (section 18 of the Libraries Act)."),
    )

    class Meta:
        abstract = True
