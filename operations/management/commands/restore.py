"""Fills an empty site from a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.backup import RestoreRefused, restore


class Command(BaseCommand):
    help = "Fill an empty database and empty storages from a folder that `backup` wrote, and build the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            restore(folder)
        except RestoreRefused as error:
            raise CommandError(str(error)) from error
