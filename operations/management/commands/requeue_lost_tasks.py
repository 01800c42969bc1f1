"""Queues tasks again whose worker was killed."""

from typing import Any

from django.core.management.base import BaseCommand

from operations.task_retries import requeue_lost_tasks


class Command(BaseCommand):
    help = "Queue tasks again whose worker was killed while it ran them. Workers do this by themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(requeue_lost_tasks()))
