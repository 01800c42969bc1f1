"""Finds links of published pages that lead nowhere on this site: to pages, files and addresses. Asks no other host."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from operations.models import BrokenLink, BrokenLinkReason
from operations.page_links import page_links

BATCH = 100  # pages that are in memory at once
GONE = (404, 410)


class Broken(NamedTuple):
    target: str
    reason: str


def check_links() -> tuple[int, int]:
    """Check all published pages and store what is broken; gives the number of pages and of broken links."""
    addresses = AddressChecker()
    pages = broken = 0
    for page in published_pages():
        links = page_links(page)
        with translation.override(settings.LANGUAGE_CODE):  # a request of the checker leaves its own language behind
            found = {*broken_pages(links.pages), *broken_files(links.documents), *addresses.broken(links.addresses)}
        store(page.pk, found)
        pages, broken = pages + 1, broken + len(found)
    BrokenLink.objects.exclude(page__in=Page.objects.live()).delete()
    return pages, broken


def published_pages() -> Iterator[Page]:
    """All published pages, each of its own type."""
    last = 0
    while batch := list(Page.objects.live().filter(depth__gt=1, pk__gt=last).order_by("pk").specific()[:BATCH]):
        yield from batch
        last = batch[-1].pk


def store(page: int, found: Collection[Broken]) -> None:
    """Write what is newly broken and delete what is mended; the rest keeps the day on which it was found."""
    with transaction.atomic():
        known = {Broken(row.target, row.reason): row for row in BrokenLink.objects.filter(page=page)}
        BrokenLink.objects.filter(pk__in=[row.pk for link, row in known.items() if link not in found]).delete()
        BrokenLink.objects.bulk_create(
            BrokenLink(page_id=page, target=link.target, reason=link.reason)
            for link in sorted(found)
            if link not in known
        )


def forget_mended_links(page: Page) -> None:
    """Delete the rows of a page's links that are mended: when it is published, they leave the list at once."""
    known = set(BrokenLink.objects.filter(page=page.pk).values_list("target", "reason"))
    if known:
        links = page_links(page.specific)
        written = (Broken(address, BrokenLinkReason.NO_ADDRESS) for address in links.addresses)
        left = {*broken_pages(links.pages), *broken_files(links.documents), *written}
        store(page.pk, {link for link in left if link in known})


def broken_pages(keys: Collection[int]) -> Iterator[Broken]:
    """Of pages that are linked to, those that are not published, by title, and those that do not exist: one query."""
    found = Page.objects.in_bulk(keys)
    for key in keys:
        page = found.get(key)
        if page is None:
            yield Broken(str(key), BrokenLinkReason.NO_PAGE)
        elif not page.live:
            yield Broken(page.title, BrokenLinkReason.UNPUBLISHED)


def broken_files(keys: Collection[int]) -> Iterator[Broken]:
    """Of documents that are linked to, those that do not exist or have lost their file: one query."""
    found = get_document_model().objects.in_bulk(keys)
    for key in keys:
        document = found.get(key)
        if document is None or not document.file.storage.exists(document.file.name):
            yield Broken(document.title if document else str(key), BrokenLinkReason.NO_FILE)


class AddressChecker:
    """Asks this site for each address once, as a reader who is not signed in, however many pages link to it."""

    def __init__(self) -> None:
        self.hosts = own_hosts()
        self.host = Site.objects.filter(is_default_site=True).values_list("hostname", flat=True).first() or "localhost"
        self.client = Client(raise_request_exception=False)
        self.statuses: dict[str, int] = {}

    def broken(self, addresses: Collection[str]) -> Iterator[Broken]:
        return (Broken(address, BrokenLinkReason.NO_ADDRESS) for address in addresses if self.is_broken(address))

    def is_broken(self, address: str) -> bool:
        """Whether nothing is found at an address of this site. Other hosts and the proxy's files are not asked for."""
        parts = urlsplit(address)
        if (parts.hostname and parts.hostname not in self.hosts) or not is_page(parts.path):
            return False
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        if path not in self.statuses:
            self.statuses[path] = self.client.head(path, secure=True, SERVER_NAME=self.host).status_code
        return self.statuses[path] in GONE


def own_hosts() -> set[str | None]:
    """The names that this site answers by."""
    return {*Site.objects.values_list("hostname", flat=True), urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}


def is_page(path: str) -> bool:
    return not path.startswith((settings.MEDIA_URL, settings.STATIC_URL))
