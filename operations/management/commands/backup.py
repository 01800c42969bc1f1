"""Backs the site up while it runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from operations.backup import create_backup


class Command(BaseCommand):
    help = "Write the database and all files of the site to a new folder below PARENT, and print its name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parent", type=Path)

    def handle(self, *, parent: Path, **options: Any) -> None:
        self.stdout.write(str(create_backup(parent)))
