"""Querysets of organisations."""

from typing import Self

from django.db import models


class OrganisationQuerySet(models.QuerySet):
    def municipalities(self) -> Self:
        """The 290 municipalities, Gotland among them."""
        return self.filter(is_municipality=True)

    def regions(self) -> Self:
        """The 21 organisations with the regional task: 20 regions and Gotland."""
        return self.filter(region_code__isnull=False)

    def in_county(self, county_code: str) -> Self:
        """Municipalities and region of one län, by its two-digit number."""
        return self.filter(county_code=county_code)

    def in_kb_order(self) -> Self:
        """By county number, the region first, then by name in Swedish order."""
        return self.order_by("county_code", models.F("region_code").asc(nulls_last=True), "sort_key")

    def by_name(self) -> Self:
        """In Swedish alphabetical order."""
        return self.order_by("sort_key", "code")
