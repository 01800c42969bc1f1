"""Enters accepted rows in the register, by the path that every collected file takes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from delivery.disk_space import DiskFull
from extraction.types import Unreadable
from library_plans.batches.values import collected_file
from library_plans.choices import ImportStatus
from library_plans.extraction_messages import reason_with_advice
from library_plans.importer.local_file import local_file
from library_plans.importer.registration import RegistrationResult, UnknownOwner, register_file
from library_plans.models import ImportRow
from library_plans.querysets import UNREAD
from library_plans.status_periods.sync import batched_updates
from library_plans.tasks import read_edition_file


def enter_row(pk: int) -> None:
    """Register the file of an accepted row and have it read, or say why it is refused. Its waiting copy goes.

    What is wrong with a row is its own outcome; it stays to be corrected and accepted again.
    """
    row = ImportRow.objects.select_related("acted_by").get(pk=pk)
    if row.status != ImportStatus.ACCEPTED:
        return
    try:
        with LogContext(user=row.acted_by), batched_updates():
            register_row(row)
    except (UnknownOwner, DiskFull) as refusal:
        refuse(row, str(refusal))
    except Unreadable as refusal:
        refuse(row, reason_with_advice(refusal.reason))
    except FileNotFoundError:
        refuse(row, _("The file is gone. Send it again."))


def register_row(row: ImportRow) -> None:
    """Within the caller's transaction."""
    locked = ImportRow.objects.select_for_update().get(pk=row.pk)
    if locked.status != ImportStatus.ACCEPTED:
        return
    with local_file(locked) as path:
        registration = register_file(collected_file(locked, path))
    locked.edition = registration.edition
    locked.made = made_by(registration)
    locked.status = ImportStatus.ENTERED if registration.created else ImportStatus.KNOWN
    locked.acted_at = timezone.now()
    discard_file(locked)
    locked.save()
    if registration.edition.state in UNREAD:
        read_edition_file.enqueue(registration.edition.pk)


def made_by(registration: RegistrationResult) -> list[list[Any]]:
    """What is new in the register, as `ImportRow.made` keeps it; a new plan stands for all that belongs to it."""
    if registration.new_plan:
        return [["Plan", registration.edition.plan_id]]
    edition = [["Edition", registration.edition.pk]] if registration.created else []
    return edition + ([["Decision", registration.new_decision.pk]] if registration.new_decision else [])


def refuse(row: ImportRow, why: str) -> None:
    ImportRow.objects.filter(pk=row.pk).update(status=ImportStatus.REFUSED, refusal=why[:1000])


def discard_file(row: ImportRow) -> None:
    """Let go of the waiting copy, once that is committed; the row is saved by the caller."""
    if row.file:
        transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
        row.file = ""
