"""On publishing, the schedule history and transcripts are stored; a replaced file renews its transcripts.

A renamed organisation reindexes its events.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.signals import page_published

from events.models import EventHost, EventPage, ProgrammeItem
from events.models.schedule_history import record_schedule_change
from events.recordings.transcript_sync import sync_transcripts
from organisations.models import Organisation
from search.receivers import refresh_pages


@receiver(page_published, sender=EventPage, dispatch_uid="events.record_published_schedule")
def record_published_schedule(instance: EventPage, **signal: Any) -> None:
    record_schedule_change(instance)


@receiver(page_published, sender=EventPage, dispatch_uid="events.sync_published_transcripts")
def sync_published_transcripts(instance: EventPage, **signal: Any) -> None:
    sync_transcripts(ProgrammeItem.objects.filter(page=instance.pk))


@receiver(post_save, sender=get_document_model(), dispatch_uid="events.transcript_replaced")
def transcript_replaced(instance: Any, created: bool, **signal: Any) -> None:
    items = ProgrammeItem.objects.filter(transcript=instance, page__live=True)
    if not created and items.exists():
        sync_transcripts(items)
        refresh_pages(Page.objects.filter(pk__in=items.values("page")))


@receiver(post_save, sender=Organisation, dispatch_uid="events.refresh_pages_of_organisation")
def refresh_pages_of_organisation(instance: Organisation, created: bool, **signal: Any) -> None:
    if not created:
        hosts = EventHost.objects.filter(organisation=instance)
        refresh_pages(Page.objects.filter(pk__in=hosts.values("page")))
