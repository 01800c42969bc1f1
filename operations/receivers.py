"""A page that is published is checked for broken links at once."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from operations.link_check import forget_mended_links


@receiver(page_published, dispatch_uid="operations.page_published")
def page_was_published(instance: Page, **signal: Any) -> None:
    transaction.on_commit(lambda: forget_mended_links(instance))
