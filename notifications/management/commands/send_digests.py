"""Sends the digests that are due today."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications.digests import send_digests


class Command(BaseCommand):
    help = "Gather what waits for users who want mail once a day, and on Mondays for those who want it once a week."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{send_digests(timezone.localdate())} digests queued")
