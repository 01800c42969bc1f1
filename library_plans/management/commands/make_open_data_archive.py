"""Has the worker make the archive of open data, or makes it here and now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from library_plans.open_data.archive import make_archive
from library_plans.tasks import make_open_data_archive


class Command(BaseCommand):
    help = "Queue the archive of open data for the worker, which makes it anew and replaces the one before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--now", action="store_true", help="make it in this process, and tell what it holds")

    def handle(self, *, now: bool, verbosity: int, **options: Any) -> None:
        if not now:
            make_open_data_archive.enqueue()
            return
        made = make_archive()
        if verbosity:
            self.stdout.write(f"{made.editions.count()} editions, {made.page_count} pages, {made.size} bytes")
