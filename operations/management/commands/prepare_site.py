"""Brings a site in step with the version of its code."""

from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

STEPS = ("migrate", "load_organisations", "setup_site", "rebuild_status_periods")


class Command(BaseCommand):
    help = (
        "Make or renew tables, organisations, first pages, periods of status, and the search index if it is behind. "
        "On every deploy; safe to run again."
    )
    requires_system_checks = ()  # they ask tables that are not there yet

    def handle(self, *, verbosity: int, **options: Any) -> None:
        for step in STEPS:
            call_command(step, verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
        try:
            call_command("rebuild_search", if_needed=True, verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:  # a site without search is served, and says so
            self.stderr.write(self.style.WARNING(str(error)))
