"""The texts of the admin's scripts."""

from __future__ import annotations

from django.conf import settings
from django.views.i18n import JavaScriptCatalog


class AdminJavaScriptCatalog(JavaScriptCatalog):
    """Wagtail's texts with those of wagtail-localize, which Wagtail's view leaves out, and our translations last."""

    packages = ["wagtail.admin", "wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS)]
