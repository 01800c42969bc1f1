"""What stands around every page: contact, banner and links, gathered once a minute from the site's settings."""

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

CACHE_KEY = "frame"
# The cache is a machine's own: the other machines of a larger site are this far behind at most.
CACHE_SECONDS = 60


@dataclass(frozen=True)
class Link:
    """A link in the footer."""

    title: str
    url: str


@dataclass(frozen=True)
class Banner:
    """Words for every page until a day, which is the last one; without it they stay."""

    text: str
    kind: BannerKind
    until: date | None = None

    @property
    def shown(self) -> bool:
        return bool(self.text) and (self.until is None or timezone.localdate() <= self.until)


@dataclass(frozen=True)
class Frame:
    """Whom to ask, the banner and the footer's links. What is not set is empty."""

    contact_name: str
    contact_email: str
    contact_phone: str
    banner: Banner
    links: tuple[Link, ...]

    @property
    def has_contact(self) -> bool:
        return any((self.contact_name, self.contact_email, self.contact_phone))


def frame(request: HttpRequest) -> Frame:
    """The frame of the site that a request asks, in its language. No query when a page has just been shown."""
    key = (request.get_host(), get_language())
    kept: dict[tuple[str, str | None], Frame] = cache.get(CACHE_KEY, {})
    if key not in kept:
        kept = {**kept, key: gather(request)}
        cache.set(CACHE_KEY, kept, CACHE_SECONDS)
    return kept[key]


def gather(request: HttpRequest) -> Frame:
    settings = SiteSettings.of(request)
    return Frame(
        contact_name=settings.contact_name,
        contact_email=settings.contact_email,
        contact_phone=settings.contact_phone,
        banner=Banner(settings.banner_text, BannerKind(settings.banner_kind), settings.banner_until),
        links=(*statement_links(request), *links(settings, request)),
    )


def statement_links(request: HttpRequest) -> list[Link]:
    """The accessibility statement, to which the act wants a link from everywhere, once it is published."""
    statement = AccessibilityStatementPage.objects.live().order_by("path").first()
    url = address(statement, request) if statement else ""
    return [Link(_("Accessibility"), url)] if url else []


def links(settings: SiteSettings, request: HttpRequest) -> list[Link]:
    """Those of the settings that lead somewhere: pages that are not published are left out."""
    linked = [(block.value["text"], block.value["page"], block.value["url"]) for block in settings.links]
    shown = [Link(text, address(page, request) if page else url) for text, page, url in linked]
    return [link for link in shown if link.url]


def address(page: Page, request: HttpRequest) -> str:
    """Where a page stands in the reader's language, or in its own; nowhere when it is not published."""
    page = page.localized
    return (page.get_url(request) or "") if page.live else ""


def forget_frame() -> None:
    """Let the next page gather it anew."""
    cache.delete(CACHE_KEY)
