"""Pages that exist in other languages too: their versions, and an address for each language alone.

A type that inherits `TranslatedPage` is offered for translation by wagtail-localize (`content.translation.admin`);
plans and what belongs to them are Swedish only.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from content.components import Languages, Version
from content.pages import BasePage
from content.visibility import visible_pages


class TranslatedPage(BasePage):
    """A page whose published, public translations are offered on it."""

    class Meta:
        abstract = True

    def languages(self, request: HttpRequest | None = None) -> Languages | None:
        """The page in every language in which the reader may see it, in the order of the settings.

        Nothing when there is only this one.
        """
        user = request.user if request else AnonymousUser()
        pages = (
            visible_pages(self.get_translations(inclusive=True), user).filter(alias_of=None).select_related("locale")
        )
        order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        found = sorted(pages, key=lambda page: order.index(page.locale.language_code))
        return Languages([version(page, request, page.pk == self.pk) for page in found]) if len(found) > 1 else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "languages": self.languages(request)}


class FirstPage(TranslatedPage):
    """The page at the top of a language's tree."""

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As elsewhere; but Wagtail answers with the Swedish tree below the prefix of a language that has none.

        Raises:
            Http404: The language of the address is not that of this tree.
        """
        asked = get_language()
        if asked != settings.LANGUAGE_CODE and self.locale.language_code != asked:
            raise Http404
        return super().route(request, path_components)


def language_of(page: Page) -> str:
    """The language of the tree that a page stands in; no query, as Wagtail keeps the trees in the cache."""
    trees = Site.get_site_root_paths()
    return next((tree.language_code for tree in trees if page.url_path.startswith(tree.root_path)), "")


def version(page: Page, request: HttpRequest | None, current: bool) -> Version:
    code = page.locale.language_code
    return Version(code, str(get_language_info(code)["name_local"]), page.get_url(request) or "", current)
