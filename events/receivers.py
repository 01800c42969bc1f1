"""What is public follows what is published, and search the names of those who arrange."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from events.models import EventHost, EventPage, ProgrammeItem
from events.models.schedule_history import log
from events.recordings.transcript_sync import sync_segments
from organisations.models import Organisation
from search.receivers import refresh_pages


@receiver(page_published, sender=EventPage, dispatch_uid="events.dates_published")
def dates_published(instance: EventPage, **signal: Any) -> None:
    log(instance)


@receiver(page_published, sender=EventPage, dispatch_uid="events.transcripts_published")
def transcripts_published(instance: EventPage, **signal: Any) -> None:
    sync_segments(ProgrammeItem.objects.filter(page=instance.pk))


@receiver(post_save, sender=Organisation, dispatch_uid="events.organisation_changed")
def organisation_changed(instance: Organisation, created: bool, **signal: Any) -> None:
    if not created:
        theirs = EventHost.objects.filter(organisation=instance)
        refresh_pages(Page.objects.filter(pk__in=theirs.values("page")))
