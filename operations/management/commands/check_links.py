"""Finds links of published pages that lead nowhere on this site."""

from typing import Any

from django.core.management.base import BaseCommand

from operations.link_check import check_links


class Command(BaseCommand):
    help = "Check the links of all published pages to pages, files and addresses of this site; no other host is asked."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        pages, broken = check_links()
        if verbosity:
            self.stdout.write(f"{pages} pages checked, {broken} broken links")
