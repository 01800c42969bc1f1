"""Gives translations the page permissions of their source page, and cleans texts before they are saved."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import CharField, JSONField, Model, TextField
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import GroupPagePermission, Page
from wagtail.signals import copy_for_translation_done

from content.control_characters import clean_json, without_control_characters
from content.fields import BlocksField


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


@receiver(pre_save, dispatch_uid="content.clean_texts")
def clean_texts(instance: Model, **signal: Any) -> None:
    """Take control characters out of every text of a row, of drafts too. Blocks are cleaned by their field."""
    for field in instance._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)  # a deferred field is not fetched
        if isinstance(value, str) and isinstance(field, CharField | TextField):
            setattr(instance, field.attname, without_control_characters(value))
        elif value and isinstance(field, JSONField) and not isinstance(field, BlocksField):
            setattr(instance, field.attname, clean_json(value))
