"""A run over all links. What is lost counts only once the run has not stopped; nothing is ever removed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from link_monitor.cases import open_cases
from link_monitor.choices import LOST
from link_monitor.classification import Expected
from link_monitor.inventory import expectations, sync_links
from link_monitor.link_check import Finding, examine
from link_monitor.models import Link, Run
from link_monitor.visitor import Visitor

MOST_LOST = 0.05  # of all links in one run: more of them at once are a fault of ours, or want a person's eye
FEW_LOST = 3  # so many may be lost in any run, since a share of few links says nothing
MOST_SECONDS = 2 * 3600  # what is left then comes first the next night


class AlreadyRunning(Exception):
    """Another run has begun and not ended. Two at once would ask hosts twice as often as we promise."""


def run_monitor(visitor: Visitor, *, is_expected: bool = False) -> Run:
    """Visit the links, those first that were visited longest ago; gives the run's record.

    It stops when more links are newly lost than `MOST_LOST`, unless that `is_expected`. What the stopped run found lost
    is forgotten, so that the next one begins from what was known before.
    """
    run = begin()
    try:
        sync_links()
        visit_links(run, visitor, is_expected)
        if not run.is_stopped:
            open_cases(visitor)
    finally:
        run.ended_at = timezone.now()
        run.save()
    return run


def begin() -> Run:
    """A run's record. Raises AlreadyRunning; one that was killed blocks the next ones for twice the longest run."""
    with transaction.atomic():
        since = timezone.now() - timedelta(seconds=2 * MOST_SECONDS)
        if Run.objects.select_for_update().filter(ended_at=None, started_at__gt=since).exists():
            raise AlreadyRunning
        return Run.objects.create()


def visit_links(run: Run, visitor: Visitor, is_expected: bool) -> None:
    night, ends = timezone.localdate(), time.monotonic() + MOST_SECONDS
    links = list(Link.objects.in_use().order_by(F("visited_at").asc(nulls_first=True), "pk"))
    collected, lost = expectations(), list[tuple[int, Finding]]()
    run.links = len(links)
    for link in interleaved(links):
        if time.monotonic() > ends:
            break
        if visitor.rests(host_of(link)):
            continue
        finding = examine(link, collected.get(link.pk, Expected()), visitor)
        run.visited += 1
        if finding.outcome not in LOST:
            store(link.pk, finding, night)
            continue
        lost.append((link.pk, finding))
        run.lost += link.outcome not in LOST
        if not is_expected and run.lost > max(FEW_LOST, MOST_LOST * run.links):
            run.is_stopped = True
            return
    for key, finding in lost:
        store(key, finding, night)


def store(key: int, finding: Finding, night: date) -> None:
    """Write what was found of a link; what an editor did meanwhile stays."""
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=key)
        link.note(finding.outcome, finding.detail, night, is_same=finding.is_same_as(link))
        if finding.reading is not None:
            link.note_reading(finding.reading, finding.headers)
        link.save()


def interleaved(links: list[Link]) -> Iterator[Link]:
    """Hosts in turn, so that the pause of one is spent on the others."""
    by_host: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_host[host_of(link)].append(link)
    return (link for link in chain(*zip_longest(*by_host.values())) if link is not None)


def host_of(link: Link) -> str:
    """The host that a link names, as pauses are counted; empty where there is none."""
    try:
        return urlsplit(link.address).hostname or ""
    except ValueError:
        return ""
