"""Which links there are: what editions were collected from, and where published pages lead outside of this site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.db import transaction

from library_plans.models import Edition
from link_monitor.classification import Expected
from link_monitor.models import MOST_CHARACTERS, Link
from operations.link_check import own_hosts, published_pages
from operations.page_links import page_links

Uses = Mapping[str, set[int]]  # primary keys of what has an address, by the address


def sync_links() -> None:
    """Store which editions and pages have which links. One that is not in use any longer stays and is not visited."""
    own = own_hosts()
    editions = collect(Edition.objects.exclude(source_url="").values_list("source_url", "pk"), own)
    pages = collect(addresses_on_pages(), own)
    with transaction.atomic():
        Link.objects.bulk_create((Link(address=one) for one in sorted({*editions, *pages})), ignore_conflicts=True)
        keys = dict(Link.objects.values_list("address", "pk"))
        sync_uses(Link.editions.through, "edition_id", editions, keys)
        sync_uses(Link.pages.through, "page_id", pages, keys)


def addresses_on_pages() -> Iterator[tuple[str, int]]:
    for page in published_pages():
        for address in page_links(page).addresses:
            yield address, page.pk


def collect(found: Iterable[tuple[str, int]], own: set[str | None]) -> Uses:
    """Addresses on other websites, each once whatever place on its page it leads to."""
    uses: dict[str, set[int]] = defaultdict(set)
    for written, key in found:
        address = urldefrag(written).url if is_elsewhere(written, own) else ""
        if address and len(address) <= MOST_CHARACTERS:
            uses[address].add(key)
    return uses


def is_elsewhere(address: str, own: set[str | None]) -> bool:
    """Whether an address leads to another website; one that leads nowhere is taken for one that should."""
    if address.startswith("/"):
        return False
    try:
        return urlsplit(address).hostname not in own
    except ValueError:
        return True


def sync_uses(through: Any, column: str, uses: Uses, keys: Mapping[str, int]) -> None:
    wanted = {(keys[address], user) for address, users in uses.items() for user in users}
    held = {(link, user): pk for pk, link, user in through.objects.values_list("pk", "link_id", column)}
    through.objects.filter(pk__in=[pk for use, pk in held.items() if use not in wanted]).delete()
    rows = (through(link_id=link, **{column: user}) for link, user in sorted(wanted - held.keys()))
    through.objects.bulk_create(rows, ignore_conflicts=True)


def expectations() -> dict[int, Expected]:
    """What has been collected from each link that editions have, by the link's primary key: one query."""
    found: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    rows = Link.editions.through.objects.values_list("link_id", "edition__sha256", "edition__media_type")
    for link, sha256, media_type in rows:
        found[link][0].add(sha256)
        found[link][1].add(media_type)
    return {link: Expected(frozenset(sums), frozenset(types)) for link, (sums, types) in found.items()}
