"""When a page's audience changes: a narrower one with the draft that asks for it, a wider one with its publication.

So nothing that has been narrowed is read while a draft waits, and nothing is shown more widely than what has been
published with it. The revision holds what its editor chose (`BasePage.wanted_audience`).
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import copy_for_translation_done, page_published, post_page_move

from content.audiences import (
    AUDIENCE_KEY,
    Audience,
    copy_audience,
    directory,
    is_narrower,
    page_audience,
    set_page_audience,
)


@receiver(post_save, sender=Revision, dispatch_uid="content.audience_narrowed")
def revision_saved(instance: Revision, raw: bool = False, **signal: Any) -> None:
    """Narrow the page of a revision that asks for it; without a query for a revision that says nothing."""
    wanted = wanted_audience(instance)
    page = Page.objects.filter(pk=instance.object_id).first() if wanted and not raw else None
    if page and is_narrower(wanted, page_audience(page)):
        set_page_audience(page, Audience(wanted), instance.user)


@receiver(page_published, dispatch_uid="content.audience_published")
def revision_published(instance: Page, revision: Revision | None = None, **signal: Any) -> None:
    """Give a page the audience of its published revision, or that of a later draft which is narrower."""
    wanted = wanted_audience(revision)
    if not wanted or instance.alias_of_id:
        return
    later = wanted_audience(instance.latest_revision) or wanted
    due = Audience(later if is_narrower(later, Audience(wanted)) else wanted)
    if due != page_audience(instance):
        set_page_audience(instance, due, revision.user if revision else None)


def wanted_audience(revision: Revision | None) -> str:
    """What the editor of a page's revision chose; empty for revisions of other kinds and by code."""
    content = revision.content if revision else None
    return str(content.get(AUDIENCE_KEY) or "") if isinstance(content, dict) else ""


@receiver(copy_for_translation_done, dispatch_uid="content.audience_of_translation")
def translation_created(source_obj: Any, target_obj: Any, **signal: Any) -> None:
    if isinstance(source_obj, Page):
        copy_audience(source_obj, target_obj)


@receiver(post_page_move, dispatch_uid="content.audience_moved")
def page_moved(instance: Page, parent_page_before: Page, parent_page_after: Page, **signal: Any) -> None:
    """Pages of one region that are moved to another are shown to that one; to KB where they belong to none."""
    before = directory().groups(parent_page_before)
    after = directory().groups(parent_page_after)
    own = before.get(Audience.REGION)
    if own is None or own == after.get(Audience.REGION):
        return
    moved = PageViewRestriction.objects.filter(page__path__startswith=instance.path).prefetch_related("groups")
    for restriction in moved:
        if {group.pk for group in restriction.groups.all()} == own:
            restriction.groups.set(after.get(Audience.REGION, after[Audience.KB]))
