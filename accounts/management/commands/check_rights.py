"""Whether the rights that Wagtail knows are those that follow from memberships."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.groups import Difference, compare_groups, sync_groups


class Command(BaseCommand):
    help = (
        "Compare the groups of KB and the regions, their rights and members, with the memberships of today. "
        "Exit status 1 if anything is missing or extra; with --repair it is put right instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true")

    def handle(self, *, repair: bool, **options: Any) -> None:
        differences = sync_groups() if repair else compare_groups()
        for difference in differences:
            self.tell(difference)
        if differences and not repair:
            raise CommandError(f"{len(differences)} groups differ. Put them right with check_rights --repair.")

    def tell(self, difference: Difference) -> None:
        for sign, rights in (("missing", difference.missing), ("extra", difference.extra)):
            for right in sorted(rights):
                self.stdout.write(f"{difference.group.name}: {sign} {' '.join(right)}")
