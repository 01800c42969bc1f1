"""Runs the scheduler, beside the site and its worker."""

import signal
import sys
from typing import Any

from django.core.management.base import BaseCommand

from operations.read_only import refuse_if_read_only
from operations.scheduler import build_scheduler


class Command(BaseCommand):
    help = "Run scheduled jobs until stopped: each at its interval, and the nightly ones at 03:00. One for a site."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_if_read_only()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        scheduler = build_scheduler()
        try:
            scheduler.start()
        except (KeyboardInterrupt, SystemExit):
            scheduler.shutdown(wait=False)  # a job that runs may end; none begins
