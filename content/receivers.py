"""Gives translations the page permissions of their source page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page
from wagtail.signals import copy_for_translation_done


@receiver(copy_for_translation_done, dispatch_uid="content.translation_created")
def translation_created(source_obj: Any, target_obj: Any, **signal: Any) -> None:
    if isinstance(source_obj, Page):
        copy_permissions_to_translations(source_obj)


@receiver([post_save, post_delete], sender=GroupPagePermission, dispatch_uid="content.page_permission_changed")
def page_permission_changed(instance: GroupPagePermission, raw: bool = False, **signal: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id, locale__language_code=settings.LANGUAGE_CODE).first()
    if page and not raw:
        copy_permissions_to_translations(page)


def copy_permissions_to_translations(page: Page) -> None:
    """Give each translation of a source page exactly the group permissions of that page."""
    wanted = set(GroupPagePermission.objects.filter(page=page).values_list("group", "permission"))
    for translation in page.get_translations():
        rows = GroupPagePermission.objects.filter(page=translation)
        held = {(row.group_id, row.permission_id): row for row in rows}
        for row in (row for key, row in held.items() if key not in wanted):
            row.delete()
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(page=translation, group_id=group, permission_id=permission)
            for group, permission in sorted(wanted - held.keys())
        )
