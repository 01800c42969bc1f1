"""Keeps pages of Wagtail in step with the index."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.signals import page_published, page_unpublished, post_page_move

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


@receiver(post_page_move, dispatch_uid="search.page_moved")
def page_moved(instance: Page, **signal: Any) -> None:
    """With all below it, and their aliases: whether they are public depends on what stands above."""
    refresh_pages(Page.objects.descendant_of(instance, inclusive=True))
    refresh_pages(aliases_below({instance.path}))


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="search.restriction_changed")
def restriction_changed(instance: PageViewRestriction, **signal: Any) -> None:
    page_moved(instance.page)


@receiver(post_delete, sender=Page, dispatch_uid="search.page_deleted")
def page_deleted(instance: Page, **signal: Any) -> None:
    for source in all_sources():
        if isinstance(source, PageSource) and issubclass(instance.specific_class or Page, source.types):
            refresh(source.name, [str(instance.pk)])
