"""Sitemaps: public pages, the register, owners with plans, plans and themes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from wagtail.models import Page

from content.pages import HOME_PAGE_DEPTH
from content.visibility import public_pages
from library_plans.models import PlanOwner
from library_plans.summaries.models import PlanSummaryIndexPage, PlanSummaryPage
from themes.models import Theme


class StaticSitemap(Sitemap):
    def items(self) -> Sequence[str]:
        return [
            reverse("search:results"),
            reverse("library_plans:register"),
            reverse("themes:themes"),
            reverse("open_data"),
        ]

    def location(self, item: str) -> str:
        return item


class OwnerSitemap(Sitemap):
    """Organisations that own a plan."""

    def items(self) -> Sequence[tuple[str, str]]:
        rows = PlanOwner.objects.order_by("organisation__code").values_list("organisation__code", "organisation__slug")
        return list(rows.distinct())

    def location(self, item: tuple[str, str]) -> str:
        return reverse("library_plans:owner", args=item)


class PlanSitemap(Sitemap):
    """Plans at their canonical address."""

    def items(self) -> Sequence[tuple[str, str, str]]:
        rows = PlanOwner.objects.filter(position=1).order_by("pk")
        return list(rows.values_list("organisation__code", "organisation__slug", "slug"))

    def location(self, item: tuple[str, str, str]) -> str:
        return reverse("library_plans:plan", args=item)


class PageSitemap(Sitemap):
    """Public Wagtail pages, without plan summaries, which are shown on the plans' pages."""

    def items(self) -> Sequence[Page]:
        pages = public_pages(Page.objects.all()).not_type((PlanSummaryIndexPage, PlanSummaryPage))
        return list(pages.filter(depth__gte=HOME_PAGE_DEPTH).order_by("path"))

    def location(self, item: Page) -> str:
        return str(item.get_url())

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


class ThemeSitemap(Sitemap):
    def items(self) -> Sequence[Theme]:
        return list(Theme.objects.all())


SITEMAPS = {
    "static": StaticSitemap,
    "pages": PageSitemap,
    "themes": ThemeSitemap,
    "owners": OwnerSitemap,
    "plans": PlanSitemap,
}
