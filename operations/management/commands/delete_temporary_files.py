"""Deletes what killed processes and expired caches leave on the disk."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from operations.temporary_files import delete_expired_values, delete_temporary_files

HOUR = 60 * 60  # seconds


class Command(BaseCommand):
    help = "Delete temporary files that were left by processes that were killed, and expired values of the caches."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hours", type=float, default=24, help="since a file was last changed (24)")

    def handle(self, *, hours: float, verbosity: int, **options: Any) -> None:
        before = time.time() - hours * HOUR
        files, values = delete_temporary_files(before), delete_expired_values(before)
        if verbosity:
            self.stdout.write(f"{files} temporary files and {values} cached values deleted")
