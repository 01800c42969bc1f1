"""Asks once a year whether the lists of members are right."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.member_lists import remind


class Command(BaseCommand):
    help = "Mail KB's administrators and the regions' officers whose list of members nobody has confirmed for a year."

    def handle(self, **options: Any) -> None:
        for organisation in remind(timezone.localdate()):
            self.stdout.write(str(organisation))
