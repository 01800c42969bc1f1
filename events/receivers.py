"""What is public follows what is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from events.date_log import log
from events.models import EventPage
from events.segments import renew_segments


@receiver(page_published, sender=EventPage, dispatch_uid="events.dates_published")
def dates_published(instance: EventPage, **signal: Any) -> None:
    log(instance)


@receiver(page_published, sender=EventPage, dispatch_uid="events.transcripts_published")
def transcripts_published(instance: EventPage, **signal: Any) -> None:
    renew_segments(instance.pk)
