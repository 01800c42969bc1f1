"""Keeps pages of Wagtail in step with the index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.signals import page_published, page_unpublished, post_page_move

from content.media.access import pages_using
from content.visibility import aliases_below
from search.indexing import refresh
from search.page_source import PageSource
from search.sources import all_sources


def refresh_pages(pages: PageQuerySet) -> None:
    """Bring the records of pages in step; pages of a type that no source offers are left out."""
    for source in all_sources():
        if isinstance(source, PageSource):
            refresh(source.name, [str(pk) for pk in pages.type(source.types).values_list("pk", flat=True)])


@receiver([page_published, page_unpublished], dispatch_uid="search.page_changed")
def page_changed(instance: Page, **signal: Any) -> None:
    refresh_pages(Page.objects.filter(pk=instance.pk))


@receiver(post_save, dispatch_uid="search.alias_created")
def alias_created(sender: type[Any], instance: Any, created: bool, **signal: Any) -> None:
    """Wagtail creates a live alias without publishing it."""
    if created and issubclass(sender, Page) and instance.alias_of_id:
        page_changed(instance)


@receiver(post_save, sender=get_document_model(), dispatch_uid="search.document_replaced")
def document_replaced(instance: Any, created: bool, **signal: Any) -> None:
    """What a page says of a file, and what is read from it, changes with the file."""
    if not created:
        refresh_pages(pages_using(instance))


@receiver(post_page_move, dispatch_uid="search.page_moved")
def page_moved(instance: Page, **signal: Any) -> None:
    refresh_below([instance.path])


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="search.restriction_changed")
def restriction_changed(instance: PageViewRestriction, **signal: Any) -> None:
    refresh_below([instance.page.path])


@receiver(m2m_changed, sender=PageViewRestriction.groups.through, dispatch_uid="search.restriction_groups_changed")
def restriction_groups_changed(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **signal: Any
) -> None:
    """After groups were added or removed, from either side. Without its last restriction a group is in no audience."""
    if action.startswith("post_"):
        restrictions = pk_set or () if reverse else [instance.pk]
        changed = Page.objects.filter(view_restrictions__in=restrictions)
        refresh_below(changed.values_list("path", flat=True))


def refresh_below(paths: Iterable[str]) -> None:
    """Index pages, those below them and all aliases of these again: who may see them depends on what stands above."""
    affected: set[str] = set()
    found = set(paths)
    while found:
        affected |= found
        found = set(aliases_below(found).values_list("path", flat=True)) - affected
    below = Q(pk__in=[])
    for path in affected:
        below |= Q(path__startswith=path)
    refresh_pages(Page.objects.filter(below))


@receiver(post_delete, sender=Page, dispatch_uid="search.page_deleted")
def page_deleted(instance: Page, **signal: Any) -> None:
    for source in all_sources():
        if isinstance(source, PageSource) and issubclass(instance.specific_class or Page, source.types):
            refresh(source.name, [str(instance.pk)])
