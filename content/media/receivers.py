"""Keeps the index of references in step with what is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published


@receiver(page_published, dispatch_uid="content.media.references")
def index_references(instance: Page, **signal: Any) -> None:
    """At once: Wagtail leaves it to the worker, who may be busy for hours reading files, and readers would miss the
    images meanwhile.
    """
    ReferenceIndex.create_or_update_for_object(instance)
