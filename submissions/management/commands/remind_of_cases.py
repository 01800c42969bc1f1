"""Reminds of cases whose day of answer has passed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from submissions.notices.reminders import remind


class Command(BaseCommand):
    help = "Remind of cases whose day of answer has passed: senders of a completion, and who has the case; every week."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{remind(timezone.now())} cases")
