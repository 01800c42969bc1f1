"""Deletes page images that have not been used lately."""

import shutil
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from library_plans.importer.page_images import SCRATCH_PREFIX

DAY = 24 * 60 * 60  # seconds


class Command(BaseCommand):
    help = "Delete page images that nobody has asked for lately; they are made again when somebody does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=90, help="since an image was last read or made (90)")

    def handle(self, *, days: int, verbosity: int, **options: Any) -> None:
        root = Path(settings.PAGE_IMAGES_ROOT)
        now = time.time()
        unused = list(unused_files(root, now - days * DAY))
        for path in unused:
            path.unlink(missing_ok=True)
        for scratch in root.glob(f"*/*/{SCRATCH_PREFIX}*"):  # left by a process that was killed
            if scratch.stat().st_mtime < now - DAY:
                shutil.rmtree(scratch, ignore_errors=True)
        if verbosity:
            self.stdout.write(f"{len(unused)} page images deleted")


def unused_files(root: Path, before: float) -> Iterator[Path]:
    """Images, and refusals of pages that have none, last used before a time in seconds of the epoch.

    A file system that does not record reading tells when the image was made, which is earlier.
    """
    for path in root.glob("*/*/*.*"):
        stat = path.stat()
        if path.is_file() and max(stat.st_atime, stat.st_mtime) < before:
            yield path
