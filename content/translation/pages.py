"""Page types that can be translated, with links between their language versions.

wagtail-localize offers the types that inherit `TranslatablePage` for translation (`content.translation.admin`).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from content.components import LanguageSwitcher, LanguageVersion
from content.pages import BasePage
from content.visibility import visible_pages


class TranslatablePage(BasePage):
    """A page that links to its translations."""

    class Meta:
        abstract = True

    def language_switcher(self, request: HttpRequest | None = None) -> LanguageSwitcher | None:
        """Links to the versions that the reader may see, in the order of the settings; None if there is one alone."""
        user = request.user if request else AnonymousUser()
        pages = (
            visible_pages(self.get_translations(inclusive=True), user).filter(alias_of=None).select_related("locale")
        )
        order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        versions = sorted(pages, key=lambda page: order.index(page.locale.language_code))
        return (
            LanguageSwitcher([language_version(page, request, page.pk == self.pk) for page in versions])
            if len(versions) > 1
            else None
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "language_switcher": self.language_switcher(request)}


class LanguageRootPage(TranslatablePage):
    """The start page of a language's tree."""

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at a path of this language. Wagtail falls back to the Swedish tree for a language without one.

        Raises:
            Http404: The language of the URL is not that of this tree.
        """
        language = get_language()
        if language != settings.LANGUAGE_CODE and self.locale.language_code != language:
            raise Http404
        return super().route(request, path_components)


def page_language(page: Page) -> str:
    """The language code of a page's tree, without a query: Wagtail caches the root paths. Empty if it has no tree."""
    trees = Site.get_site_root_paths()
    return next((tree.language_code for tree in trees if page.url_path.startswith(tree.root_path)), "")


def language_version(page: Page, request: HttpRequest | None, current: bool) -> LanguageVersion:
    code = page.locale.language_code
    return LanguageVersion(code, str(get_language_info(code)["name_local"]), page.get_url(request) or "", current)
