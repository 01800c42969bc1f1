"""Layout context of every page: contact, banner and footer links from the site's settings, cached for a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from accessibility.models import AccessibilityStatementPage
from home.choices import BannerKind
from home.models.site_settings import SiteSettings

CACHE_KEY = "layout_context"
# The cache is local to a machine: other machines of a larger site show changes after at most this time.
CACHE_SECONDS = 60
MAX_CACHED = 50  # hosts and languages: with a `.example.se` among ALLOWED_HOSTS there is no end of hosts


@dataclass(frozen=True)
class FooterLink:
    """A link in the footer."""

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
    """Contact, banner and footer links. What is not set is empty."""

    contact_name: str
    contact_email: str
    contact_phone: str
    banner: Banner
    links: tuple[FooterLink, ...]

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
    settings = SiteSettings.for_request(request)
    return LayoutContext(
        contact_name=settings.contact_name,
        contact_email=settings.contact_email,
        contact_phone=settings.contact_phone,
        banner=Banner(settings.banner_text, BannerKind(settings.banner_kind), settings.banner_until),
        links=(*statement_links(request), *settings_links(settings, request)),
    )


def statement_links(request: HttpRequest) -> list[FooterLink]:
    """A link to the published accessibility statement, which the act requires on every page; empty without one."""
    statement = AccessibilityStatementPage.objects.live().order_by("path").first()
    url = localized_url(statement, request) if statement else ""
    return [FooterLink(_("Accessibility"), url)] if url else []


def settings_links(settings: SiteSettings, request: HttpRequest) -> list[FooterLink]:
    """The links of the site's settings, without those to unpublished pages."""
    rows = [(block.value["text"], block.value["page"], block.value["url"]) for block in settings.links]
    links = [FooterLink(text, localized_url(page, request) if page else url) for text, page, url in rows]
    return [link for link in links if link.url]


def localized_url(page: Page, request: HttpRequest) -> str:
    """The URL of a page in the reader's language, or in its own; empty when it is not published."""
    page = page.localized
    return (page.get_url(request) or "") if page.live else ""


def clear_layout_cache() -> None:
    """Delete the cached contexts of all sites and languages."""
    cache.delete(CACHE_KEY)
