"""What search engines may find: the start page, the register, owners with plans, and plans. Pages follow from plans."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from library_plans.models import PlanOwner


class StaticSitemap(Sitemap):
    def items(self) -> Sequence[str]:
        return ["/", reverse("search:results"), reverse("library_plans:register")]

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


SITEMAPS = {"start": StaticSitemap, "owners": OwnerSitemap, "plans": PlanSitemap}
