"""Deletes what the log has kept for as long as it is kept."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.models import AuditEvent


class Command(BaseCommand):
    help = "Delete sign-ins, refusals and exports after half a year, changes of roles after five years."

    def handle(self, **options: Any) -> None:
        deleted, _by_model = AuditEvent.objects.outlived(timezone.now()).delete()
        self.stdout.write(f"{deleted} events deleted")
