"""Loads KB, the regions and the municipalities."""

from typing import Any

from django.core.management.base import BaseCommand

from organisations.reference_data import load_organisations


class Command(BaseCommand):
    help = "Add KB, the 21 regions and the 290 municipalities that are missing. Changes and removes nothing."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        result = load_organisations()
        if verbosity:
            self.stdout.write(f"Organisationer: {result.added} nya, {result.existing} kända.")
        for difference in result.differences:
            self.stderr.write(difference)
