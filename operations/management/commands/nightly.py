"""Runs the nightly jobs of all apps."""

from typing import Any

from django.core.management.base import BaseCommand

from content.schedule import nightly_jobs
from operations.jobs import run_jobs


class Command(BaseCommand):
    help = "Run every nightly job now, one after the other, also after one that fails. Exit status 1 when any did."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = False
        for result, lines in run_jobs(nightly_jobs()):
            self.stdout.write(lines)
            failed |= bool(result.error)
        if failed:
            raise SystemExit(1)
