"""Settings that editors make for a site."""

from __future__ import annotations

from typing import Self

from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site


class SiteSetting(BaseSiteSetting):
    """One row a site. Reading never writes one, as Wagtail's own look-up does."""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """The row of the site that a request asks; one that is not saved when there is none."""
        site = Site.find_for_request(request)
        return cls.objects.filter(site=site).first() or cls(site=site)

    class Meta:
        abstract = True
