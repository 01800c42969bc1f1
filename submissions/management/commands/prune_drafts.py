"""Deletes what was begun and never sent, and forgets the addresses of links that have run out."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from submissions.models import AccessLink, Attachment, SubmissionDraft

KEPT = timedelta(days=180)


class Command(BaseCommand):
    help = "Delete drafts that nobody has changed for half a year with their files, and addresses of old links."

    def handle(self, **options: Any) -> None:
        before = timezone.now() - KEPT
        with transaction.atomic():
            drafts = SubmissionDraft.objects.filter(submission=None, changed_at__lt=before)
            unsent = Attachment.objects.filter(submission=None, stored_at__lt=before)
            going_on = SubmissionDraft.objects.filter(submission=None, changed_at__gte=before).values_list(
                "key", flat=True
            )
            files = list(unsent.exclude(draft_key__in=[str(key) for key in going_on]))
            for file in files:
                file.discard()
            deleted, _by_model = drafts.delete()
            forgotten = AccessLink.objects.filter(expires_at__lt=before).exclude(email="").update(email="")
        self.stdout.write(f"{deleted} drafts and {len(files)} files deleted, {forgotten} addresses forgotten")
