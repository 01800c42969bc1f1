"""Creates what a new site needs: see `home.bootstrap`."""

from typing import Any

from django.core.management.base import BaseCommand

from home.bootstrap import set_up_site


class Command(BaseCommand):
    help = "Make the start page, the themes and the group KB with its rights, where missing. Safe to run again."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        changed = set_up_site()
        if verbosity:
            self.stdout.write("Webbplatsen är iordningställd." if changed else "Webbplatsen var redan iordningställd.")
