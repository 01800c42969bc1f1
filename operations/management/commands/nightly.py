"""Runs what the apps have asked to have run every night."""

from typing import Any

from django.core.management.base import BaseCommand

from content.schedule import nightly_jobs
from operations.jobs import report


class Command(BaseCommand):
    help = "Run every nightly job now, one after the other, also after one that fails. Exit status 1 when any did."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = False
        for result, lines in report(nightly_jobs()):
            self.stdout.write(lines)
            failed |= bool(result.error)
        if failed:
            raise SystemExit(1)
