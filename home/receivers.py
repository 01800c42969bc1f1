"""Clears the cached layout when the settings change, or the pages that it links to."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.layout import clear_layout_cache
from home.models.site_settings import SiteSettings


@receiver([post_save, post_delete], sender=SiteSettings)
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def layout_changed(sender: Any, **kwargs: Any) -> None:
    clear_layout_cache()
