"""Layout context of every page: the menu from the pages, the rest from the site's settings, cached for a minute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from accessibility.models import AccessibilityStatementPage
from content.components import Fact, Facts
from content.listings import IndexPage
from content.visibility import public_pages
from home.choices import BannerKind
from home.models.intranet import IntranetPage
from home.models.pages import HomePage
from home.models.site_settings import PRIVACY_FIELDS, SiteSettings

CACHE_KEY = "layout_context"
# The cache is local to a machine: other machines of a larger site show changes after at most this time.
CACHE_SECONDS = 60
MAX_CACHED = 50  # hosts and languages: with a `.example.se` among ALLOWED_HOSTS there is no end of hosts


@dataclass(frozen=True)
class LayoutLink:
    """A link in the menu or in the footer."""

    title: str
    url: str


@dataclass(frozen=True)
class Banner:
    """A message on every page; `until` is its last day, None for no end."""

    text: str
    kind: BannerKind
    until: date | None = None

    @property
    def is_active(self) -> bool:
        return bool(self.text) and (self.until is None or timezone.localdate() <= self.until)


@dataclass(frozen=True)
class LayoutContext:
    """Menu, contact, banner, footer links and facts of the privacy page. What is not set is empty.

    `menu` has the pages below the start page that their editors show in menus, in the order of the tree;
    `other_sections` the sections that are not among them.
    """

    menu: tuple[LayoutLink, ...]
    other_sections: tuple[LayoutLink, ...]

    contact_name: str
    contact_email: str
    contact_phone: str
    banner: Banner
    links: tuple[LayoutLink, ...]
    intranet_url: str  # for those who are signed in
    privacy_key: UUID | None  # translation key of the privacy page
    privacy_facts: Facts

    @property
    def has_contact(self) -> bool:
        return any((self.contact_name, self.contact_email, self.contact_phone))


def layout_context(request: HttpRequest) -> LayoutContext:
    """The layout context of the requested site and language; no query while it is cached."""
    key = (request.get_host(), get_language())
    cached: dict[tuple[str, str | None], LayoutContext] = cache.get(CACHE_KEY, {})
    if key not in cached:
        kept = cached if len(cached) < MAX_CACHED else {}
        cached = {**kept, key: build_layout_context(request)}
        cache.set(CACHE_KEY, cached, CACHE_SECONDS)
    return cached[key]


def build_layout_context(request: HttpRequest) -> LayoutContext:
    site = SiteSettings.for_request(request)
    pages = top_pages()
    return LayoutContext(
        menu=page_links((page for page in pages if page.show_in_menus), request),
        other_sections=page_links((page for page in pages if is_hidden_section(page)), request),
        contact_name=site.contact_name,
        contact_email=site.contact_email,
        contact_phone=site.contact_phone,
        banner=Banner(site.banner_text, BannerKind(site.banner_kind), site.banner_until),
        links=(*statement_links(request), *settings_links(site, request)),
        intranet_url=intranet_url(request),
        privacy_key=site.privacy_page.translation_key if site.privacy_page else None,
        privacy_facts=privacy_facts(site),
    )


def top_pages() -> list[Page]:
    """The published pages below the Swedish start page that everybody may see."""
    home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return list(public_pages(Page.objects.child_of(home))) if home else []


def is_hidden_section(page: Page) -> bool:
    return not page.show_in_menus and issubclass(page.specific_class, IndexPage)


def page_links(pages: Iterable[Page], request: HttpRequest) -> tuple[LayoutLink, ...]:
    """Links to pages under their titles, in the reader's language where they are published in it."""
    return tuple(LayoutLink(page.localized.title, localized_url(page, request)) for page in pages)


def privacy_facts(site: SiteSettings) -> Facts:
    """Controller, ground, officer and retention under the names of their fields; what is not set is left out."""
    rows = [(name, getattr(site, name)) for name in PRIVACY_FIELDS]
    return Facts(tuple(Fact(capfirst(field_label(name)), value) for name, value in rows if value))


def field_label(name: str) -> str:
    return str(SiteSettings._meta.get_field(name).verbose_name)


def statement_links(request: HttpRequest) -> list[LayoutLink]:
    """A link to the published accessibility statement, which the act requires on every page; empty without one."""
    statement = AccessibilityStatementPage.objects.live().order_by("path").first()
    url = localized_url(statement, request) if statement else ""
    return [LayoutLink(_("Accessibility"), url)] if url else []


def intranet_url(request: HttpRequest) -> str:
    """The URL of the published intranet; empty without one."""
    page = IntranetPage.objects.live().first()
    return (page.get_url(request) or "") if page else ""


def settings_links(site: SiteSettings, request: HttpRequest) -> list[LayoutLink]:
    """The links of the site's settings, without those to unpublished pages."""
    rows = [(block.value["text"], block.value["page"], block.value["url"]) for block in site.links]
    links = [LayoutLink(text, localized_url(page, request) if page else url) for text, page, url in rows]
    return [link for link in links if link.url]


def localized_url(page: Page, request: HttpRequest) -> str:
    """The URL of a page in the reader's language, or in its own; empty when it is not published."""
    page = page.localized
    return (page.get_url(request) or "") if page.live else ""


def clear_layout_cache() -> None:
    """Delete the cached contexts of all sites and languages."""
    cache.delete(CACHE_KEY)
