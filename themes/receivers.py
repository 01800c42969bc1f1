"""Reindexes pages when one of their themes is saved, since they are found by its name."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, get_page_models

from search.receivers import refresh_pages
from themes.models import Theme
from themes.pages import ThemedPage


@receiver(post_save, sender=Theme, dispatch_uid="themes.theme_changed")
def theme_changed(instance: Theme, created: bool, **signal: Any) -> None:
    if created:
        return
    for model in get_page_models():
        if issubclass(model, ThemedPage):
            refresh_pages(Page.objects.filter(pk__in=model.objects.filter(themes=instance).values("pk")))
