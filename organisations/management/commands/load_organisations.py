"""Adds KB, the regions and the municipalities."""

from typing import Any

from django.core.management.base import BaseCommand

from organisations.reference_data import load


class Command(BaseCommand):
    help = "Add KB, the 21 regions and the 290 municipalities that are missing. Changes and removes nothing."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        loaded = load()
        if verbosity:
            self.stdout.write(f"Organisationer: {loaded.new} nya, {loaded.known} kända.")
        for difference in loaded.different:
            self.stderr.write(difference)
