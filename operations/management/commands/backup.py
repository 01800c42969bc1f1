"""Backs the site up while it runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from operations.backup import create_backup, delete_older


class Command(BaseCommand):
    help = "Write the database and all files of the site to a new folder below PARENT, and print its name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parent", type=Path)
        parser.add_argument("--keep", type=int, default=0, help="delete all but the newest N backups afterwards")

    def handle(self, *, parent: Path, keep: int, **options: Any) -> None:
        self.stdout.write(str(create_backup(parent)))
        if keep > 0:
            delete_older(parent, keep)
