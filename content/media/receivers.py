"""Keeps Wagtail's reference index in step with what is published."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex


@receiver(post_save, dispatch_uid="content.media.references")
def update_reference_index(
    instance: Model, raw: bool = False, update_fields: frozenset[str] | None = None, **signal: Any
) -> None:
    """Index a published page at once: Wagtail leaves it to the worker, which may be busy for hours with files, and
    readers would not get the images meanwhile.

    Saving a draft stores some fields of a page that holds the draft's text: what that uses is nobody's yet.
    """
    if isinstance(instance, Page) and instance.live and not raw and update_fields is None:
        ReferenceIndex.create_or_update_for_object(instance)
