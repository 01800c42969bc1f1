"""Writes the status periods that differ from the rules."""

from typing import Any

from django.core.management.base import BaseCommand

from library_plans.status_periods.sync import rebuild_periods


class Command(BaseCommand):
    help = "Writes the periods of status that differ from the rules: after a change of rules. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        found = rebuild_periods()
        self.stdout.write(f"status periods: {len(found.plans)} plans and {len(found.owners)} owners written")
