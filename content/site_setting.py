"""Base class of settings that editors make for a site."""

from __future__ import annotations

from typing import Self

from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site


class LazySiteSetting(BaseSiteSetting):
    """One row a site, created when it is first saved; Wagtail's own `for_request` creates it when it is read."""

    @classmethod
    def for_request(cls, request: HttpRequest) -> Self:
        """The settings of the requested site; an unsaved instance with the defaults when there is no row."""
        site = Site.find_for_request(request)
        return cls.objects.filter(site=site).first() or cls(site=site)

    class Meta:
        abstract = True
