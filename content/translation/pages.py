"""Page types that can be translated, with links between their language versions.

wagtail-localize offers the types that inherit `TranslatablePage` for translation (`content.translation.admin`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import activate, get_language, get_language_info
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from content.components import Breadcrumbs, LanguageSwitcher, LanguageVersion
from content.pages import BasePage
from content.translation.languages import INTERFACE_LANGUAGES
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

    @property
    def live_translations(self) -> PageQuerySet:
        """The published translations of a source page; none of a page that is itself a translation."""
        translations = Page.objects.filter(translation_key=self.translation_key, alias_of=None).exclude(pk=self.pk)
        return translations.live() if self.locale.language_code == settings.LANGUAGE_CODE else translations.none()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        activate_frame_language(page_language(self))
        return super().serve(request, *args, **kwargs)

    def breadcrumbs(self, request: HttpRequest | None = None) -> Breadcrumbs | None:
        """The trail with the titles of the pages marked as being in their language; "Start" belongs to the frame."""
        trail = super().breadcrumbs(request)
        if trail is None:
            return None
        (first, *others), attributes = trail.items, own_language(self)
        return replace(trail, items=[first, *(replace(item, attributes=attributes) for item in others)])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "language_switcher": self.language_switcher(request),
            "own_language": own_language(self),
        }


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


def activate_frame_language(language: str) -> None:
    """Speak one language around a page in `language`: that one if its catalogue is whole, else Swedish.

    Django's and Wagtail's own words would otherwise stand in the page's language among ours in Swedish.
    """
    if language not in INTERFACE_LANGUAGES:
        activate(settings.LANGUAGE_CODE)


def own_language(page: Page) -> SafeString:
    """Attributes of a tag around what a page itself says, a blank first; nothing where the frame is in its language."""
    code = page_language(page)
    if code in ("", get_language()):
        return SafeString()
    return format_html(' lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


def page_language(page: Page) -> str:
    """The language code of a page's tree, without a query: Wagtail caches the root paths. Empty if it has no tree."""
    trees = Site.get_site_root_paths()
    return next((tree.language_code for tree in trees if page.url_path.startswith(tree.root_path)), "")


def language_version(page: Page, request: HttpRequest | None, current: bool) -> LanguageVersion:
    code = page.locale.language_code
    return LanguageVersion(code, str(get_language_info(code)["name_local"]), page.get_url(request) or "", current)
