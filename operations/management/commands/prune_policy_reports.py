"""Deletes reports of blocked content that have not come for long."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from operations.policy_reports import delete_outlived


class Command(BaseCommand):
    help = "Delete reports of blocked content that have not come for 90 days."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{delete_outlived(timezone.now())} reports deleted")
