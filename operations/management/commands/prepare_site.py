"""Brings a site in step with the version of its code."""

from functools import partial
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from library_plans.status_periods.sync import batched_updates


class Command(BaseCommand):
    help = (
        "Make or renew tables, organisations, first pages, periods of status, and the search index if it is behind. "
        "On every deploy; safe to run again."
    )
    requires_system_checks = ()  # they ask tables that are not there yet

    def handle(self, *, verbosity: int, **options: Any) -> None:
        call = partial(call_command, verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
        call("migrate")
        with batched_updates():
            call("load_organisations")
        call("setup_site")
        call("rebuild_status_periods")
        try:
            call("rebuild_search", if_needed=True)
        except CommandError as error:  # a site without search is served, and says so
            self.stderr.write(self.style.WARNING(str(error)))
