"""The regions' part of the tree: a page for each, below which its own reports and gatherings stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from organisations.models.organisations import Organisation


def types_below() -> dict[type[Page], str]:
    """The page types of apps above that may stand below an organisation, each with its lookup, as the setting says."""
    return {apps.get_model(label): lookup for label, lookup in settings.ORGANISATION_PAGE_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one type that are an organisation's."""

    title: str
    pages: Sequence[Page]


class RegionIndexPage(IndexPage):
    """The regions in the order of KB's list: by länsnummer."""

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
        """The page at an address; one that has the code of a region and not its name leads to the right one."""
        try:
            return super().route(request, path_components)
        except Http404:
            moved = self.moved(path_components)
            if moved is None:
                raise
            return RouteResult(self, kwargs={"leads_to": moved})

    def moved(self, path_components: Sequence[str]) -> str | None:
        """The address below the region's page for one that begins with a code of it and another name."""
        code = path_components[0].partition("-")[0]
        coded = Q(organisation__region_code=code) | Q(organisation__code=code)
        page = OrganisationPage.objects.live().child_of(self).filter(coded).first()
        if page is None or page.slug == path_components[0]:
            return None
        return "/".join([page.url.rstrip("/"), *path_components[1:], ""])

    def serve(self, request: HttpRequest, *args: Any, leads_to: str = "", **kwargs: Any) -> HttpResponse:
        if not leads_to:
            return super().serve(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{leads_to}?{query}" if query else leads_to)


def annotate_counts(pages: Sequence[OrganisationPage], user: Any) -> None:
    """Give each page `held`, in words: how many pages of each type are its body's and the user's to see."""
    held: dict[int, list[str]] = {page.pk: [] for page in pages}
    for model, lookup in types_below().items():
        rows = set(model._default_manager.visible_to(user).order_by().values_list("pk", "path", lookup))
        for page in pages:
            theirs = {pk for pk, path, body in rows if body == page.organisation_id or path.startswith(page.path)}
            name = model._meta.verbose_name if len(theirs) == 1 else model._meta.verbose_name_plural
            held[page.pk] += [f"{len(theirs)} {name}"] if theirs else []
    for page in pages:
        page.held = ", ".join(held[page.pk])


class OrganisationPage(ContentPage):
    """A region's own page. `home.bootstrap` makes one for each of the 21; its title follows the register."""

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
    subpage_types = list(settings.ORGANISATION_PAGE_TYPES)
    is_creatable = False

    content_panels = [*ContentPage.content_panels[1:], FieldPanel("contact")]
    promote_panels = [MultiFieldPanel(["seo_title", "search_description"], heading=_("For search engines"))]

    class Meta:
        verbose_name = _("page of a region")
        verbose_name_plural = _("pages of regions")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail asks before each save: the title is the name that the body has now."""
        self.title = self.draft_title = self.organisation.display_name
        super().full_clean(*args, **kwargs)

    def searchable_names(self) -> Sequence[str]:
        return [self.title, self.organisation.name, *self.organisation.aliases]

    def groups(self, user: Any) -> list[Group]:
        """The body's pages that the user may see, below this one or elsewhere, by type: a query each."""
        groups = []
        for model, lookup in types_below().items():
            pages = model._default_manager
            theirs = pages.descendant_of_q(self) | Q(pk__in=pages.filter(**{lookup: self.organisation_id}).values("pk"))
            order = model._meta.ordering or ["-first_published_at", "title"]
            found = list(pages.visible_to(user).filter(theirs).order_by(*order))
            groups.append(Group(capfirst(str(model._meta.verbose_name_plural)), found))
        return [group for group in groups if group.pages]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "organisation": self.organisation, "groups": self.groups(request.user)}
