"""Records a run of `ingest_plans` as a batch, so that it can be taken back in the admin."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from library_plans.batches.row_registration import made_by
from library_plans.choices import ImportStatus
from library_plans.importer.bulk_import import ImportResult
from library_plans.models import ImportBatch, ImportRow


class RunRecorder:
    """Keeps the results of a run as the rows of a batch, which is made with the first file that is new in the register.

    A run that finds nothing new leaves nothing behind: there is nothing to take back, and perhaps no room to write.
    """

    def __init__(self, name: str) -> None:
        self.name = name[:255]
        self.batch: ImportBatch | None = None
        self.waiting: list[tuple[int, ImportResult]] = []

    def add(self, position: int, result: ImportResult) -> None:
        """Keep what became of a file, by its place in the run from 1."""
        self.waiting.append((position, result))
        if self.batch is None and not (result.registration and made_by(result.registration)):
            return
        self.batch = self.batch or ImportBatch.objects.create(name=self.name)
        for each in self.waiting:
            record_result(self.batch, *each)
        self.waiting.clear()


def record_result(batch: ImportBatch, position: int, result: ImportResult) -> None:
    """Keep what became of a file as a row of the batch."""
    registration = result.registration
    ImportRow.objects.create(
        batch=batch,
        position=position,
        original_name=Path(result.file).name[:255],
        status=result_status(result),
        state=result.state,
        page_count=result.pages or None,
        refusal="" if registration else result.reason[:1000],
        edition=registration.edition if registration else None,
        made=made_by(registration) if registration else [],
        acted_at=timezone.now(),
    )


def result_status(result: ImportResult) -> ImportStatus:
    if result.registration is None:
        return ImportStatus.REFUSED
    return ImportStatus.ENTERED if result.registration.created else ImportStatus.KNOWN
