"""Deletes what readings left that were killed."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from library_plans.importer.pipeline import SCRATCH_PREFIX
from library_plans.importer.staging import delete_forgotten

DAY = 24 * 60 * 60  # seconds


class Command(BaseCommand):
    help = "Delete the passages and folders that readings left which were killed; their files are read again anyway."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        rows = delete_forgotten()
        left = [path for path in scratch_folders() if is_left(path)]
        for path in left:
            shutil.rmtree(path, ignore_errors=True)
        if verbosity:
            self.stdout.write(f"{rows} passages and {len(left)} folders deleted")


def scratch_folders() -> Iterator[Path]:
    """The folders of readers, and those of OCR beside the pages that it makes."""
    yield from Path(tempfile.gettempdir()).glob(f"{SCRATCH_PREFIX}*")
    yield from Path(settings.PAGE_IMAGES_ROOT).glob(f"*/*/ocr/{SCRATCH_PREFIX}*")


def is_left(folder: Path) -> bool:
    """Whether a folder of this user has not been written to for a day."""
    stat = folder.stat()
    return stat.st_uid == os.getuid() and stat.st_mtime < time.time() - DAY
