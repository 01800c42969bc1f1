"""Page types of the regions: the list of regions, and a page for each with its reports and events below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from content.listings import IndexPage
from content.pages import ContentPage
from content.relations import PageGroup
from organisations.models.organisations import Organisation


def owned_page_types() -> list[type[Page]]:
    """The page types of `settings.ORGANISATION_PAGE_TYPES`, which belong to organisations."""
    return [apps.get_model(label) for label in settings.ORGANISATION_PAGE_TYPES]


class RegionIndexPage(IndexPage):
    """The list of regions, ordered by county number."""

    parent_page_types: list[str] = []
    subpage_types = ["organisations.OrganisationPage"]
    per_page = 30

    class Meta:
        verbose_name = _("page of the regions")
        verbose_name_plural = _("pages of the regions")

    def listed_pages(self, user: Any) -> QuerySet[Any]:
        return OrganisationPage.objects.visible_to(user).order_by("organisation__county_code", "title")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        annotate_counts(context["listing"].items, request.user)
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at a path; a path with the code of a region and another name redirects to the region's page."""
        try:
            return super().route(request, path_components)
        except Http404:
            redirect_url = self.canonical_url(path_components)
            if redirect_url is None:
                raise
            return RouteResult(self, kwargs={"redirect_url": redirect_url})

    def canonical_url(self, path_components: Sequence[str]) -> str | None:
        """The URL of a path whose first segment has the code of a region but not its slug; else None."""
        code = path_components[0].partition("-")[0]
        coded = Q(organisation__region_code=code) | Q(organisation__code=code)
        page = OrganisationPage.objects.live().child_of(self).filter(coded).first()
        if page is None or page.slug == path_components[0]:
            return None
        return "/".join([page.url.rstrip("/"), *path_components[1:], ""])

    def serve(self, request: HttpRequest, *args: Any, redirect_url: str = "", **kwargs: Any) -> HttpResponse:
        if not redirect_url:
            return super().serve(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{redirect_url}?{query}" if query else redirect_url)


def annotate_counts(pages: Sequence[OrganisationPage], user: Any) -> None:
    """Set `page_counts` of each page: how many pages of each type of the organisation the user may see, in words."""
    counts: dict[int, list[str]] = {page.pk: [] for page in pages}
    for model in owned_page_types():
        lookup = f"{model.organisation_relation}__organisation"
        rows = set(model._default_manager.visible_to(user).order_by().values_list("pk", "path", lookup))
        for page in pages:
            matching = {pk for pk, path, owner in rows if owner == page.organisation_id or path.startswith(page.path)}
            name = model._meta.verbose_name if len(matching) == 1 else model._meta.verbose_name_plural
            counts[page.pk] += [f"{len(matching)} {name}"] if matching else []
    for page in pages:
        page.page_counts = ", ".join(counts[page.pk])


class OrganisationPage(ContentPage):
    """A region's page. `home.bootstrap` creates the 21; the title follows the organisation's name."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences, shown first. When it is empty, a sentence about the county stands there."),
    )
    contact = models.EmailField(
        _("contact"),
        blank=True,
        help_text=_("A function address, such as biblioteksutveckling@region.se; not a person's own."),
    )

    parent_page_types = ["organisations.RegionIndexPage"]
    subpage_types = settings.ORGANISATION_PAGE_TYPES
    is_creatable = False

    content_panels = [*ContentPage.content_panels[1:], FieldPanel("contact")]
    promote_panels = [MultiFieldPanel(["seo_title", "search_description"], heading=_("For search engines"))]

    class Meta:
        verbose_name = _("page of a region")
        verbose_name_plural = _("pages of regions")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail calls it before each save: sets the title to the current name of the organisation."""
        self.title = self.draft_title = self.organisation.display_name
        super().full_clean(*args, **kwargs)

    def searchable_names(self) -> Sequence[str]:
        return [self.title, self.organisation.name, *self.organisation.aliases]

    def page_groups(self, user: Any) -> list[PageGroup]:
        """The organisation's pages that the user may see, below this one or elsewhere, by type: a query each."""
        groups = []
        for model in owned_page_types():
            pages = model._default_manager
            condition = pages.descendant_of_q(self) | Q(pk__in=pages.owned_by(self.organisation_id).values("pk"))
            order = model._meta.ordering or ["-first_published_at", "title"]
            matching = list(pages.visible_to(user).filter(condition).order_by(*order))
            groups.append(PageGroup(capfirst(str(model._meta.verbose_name_plural)), matching))
        return [group for group in groups if group.pages]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "organisation": self.organisation, "page_groups": self.page_groups(request.user)}
