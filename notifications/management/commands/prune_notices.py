"""Deletes what the log of mail has kept for as long as it is kept."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications.retention import prune


class Command(BaseCommand):
    help = "Delete notices after a year; letters from the outbox stay, without their address."

    def handle(self, **options: Any) -> None:
        deleted, blanked = prune(timezone.now())
        self.stdout.write(f"{deleted} notices deleted, {blanked} addresses blanked")
