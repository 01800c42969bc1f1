"""Goes on without regions that do not act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from submissions.choices import SkipReason, Step
from submissions.models import Submission
from submissions.refusals import Refused
from submissions.rules import DECIDABLE
from submissions.workflow import pass_to_kb


class Command(BaseCommand):
    help = "Pass cases on to KB whose region has not acted for REGION_DAYS days; the timeline says why."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        since = timezone.now() - timedelta(days=settings.REGION_DAYS)
        late = Submission.objects.filter(step=Step.REGION, state__in=DECIDABLE, step_since__lt=since)
        for case in late:
            try:
                pass_to_kb(case, None, SkipReason.OVERDUE, seen=case.version)
            except Refused:
                continue  # somebody has acted meanwhile
            if verbosity:
                self.stdout.write(case.number)
