"""Plans that are registered many at once: a batch, and a row for each file of it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.fields import WebAddressField
from extraction.reasons import ExtractionReason
from extraction.types import TextState
from library_plans.choices import EditionVariant, ImportStatus, PlanKind
from library_plans.extraction_messages import reason_with_advice
from library_plans.models.editions import STATE_CHOICES, Edition, plan_files

UNDECIDED = (ImportStatus.OPEN, ImportStatus.REFUSED)


def import_file_name(row: ImportRow, filename: str) -> str:
    """Files wait beside the frozen ones, in a folder of their batch, under a name that nobody else chose."""
    return f"imports/{row.batch_id}/{row.position}-{row.sha256}{PurePosixPath(filename).suffix[:10]}"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def unfinished(self) -> ImportBatchQuerySet:
        """Batches that wait for their columns to be told, or with a row that nobody has decided on."""
        rows = ImportRow.objects.filter(batch=models.OuterRef("pk"), status=ImportStatus.OPEN)
        return self.filter(Q(has_table=True) | models.Exists(rows))

    def with_counts(self) -> ImportBatchQuerySet:
        """Each with `row_count`, `open_count` and `entered_count`."""
        return self.annotate(
            row_count=models.Count("rows"),
            open_count=models.Count("rows", filter=Q(rows__status=ImportStatus.OPEN)),
            entered_count=models.Count("rows", filter=Q(rows__status=ImportStatus.ENTERED)),
        )


class ImportBatch(models.Model):
    """Files that came in together, from the admin or by `ingest_plans`, which has nobody for `created_by`."""

    wagtail_reference_index_ignore = True

    name = models.CharField(_("name"), max_length=255)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    table: models.JSONField[Any, Any] = models.JSONField(default=list)  # rows of a list whose columns are not yet told
    has_table = models.BooleanField(default=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("batch of plans")
        verbose_name_plural = _("batches of plans")

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """A file of a batch with what it is to be registered with, and what became of it.

    `cells` holds what a list says, as written, by field; `suggestions` what the text says, by field, as
    `{"value", "page", "quote"}`. The fields themselves hold what will be entered.
    """

    wagtail_reference_index_ignore = True

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    status = models.CharField(_("decision"), max_length=14, choices=ImportStatus, default=ImportStatus.OPEN)

    file = models.FileField(storage=plan_files, upload_to=import_file_name, max_length=160, blank=True)
    original_name = models.CharField(_("name of the file"), max_length=255, blank=True)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, blank=True)
    state = models.CharField(_("text"), max_length=12, choices=STATE_CHOICES, default=TextState.PENDING)
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)
    page_count = models.PositiveIntegerField(_("pages"), null=True)

    owner_codes = models.CharField(_("owners"), max_length=255, blank=True)  # separated by blanks, the first one first
    kind = models.CharField(_("kind"), max_length=20, choices=PlanKind, default=PlanKind.MUNICIPAL)
    title = models.CharField(_("title as adopted"), max_length=255, blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends as adopted"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    body = models.CharField(_("body"), max_length=120, blank=True)
    section = models.CharField(_("paragraph (§)"), max_length=20, blank=True)
    dnr = models.CharField(_("reference number"), max_length=60, blank=True)
    variant = models.CharField(_("variant"), max_length=12, choices=EditionVariant, default=EditionVariant.ADOPTED)
    language = models.CharField(_("language"), max_length=12, default="sv")
    source_url = WebAddressField(_("The owner's own link"), max_length=1000, blank=True)

    cells: models.JSONField[Any, Any] = models.JSONField(default=dict)
    problems: models.JSONField[Any, Any] = models.JSONField(default=list)  # sentences on cells that cannot be used
    suggestions: models.JSONField[Any, Any] = models.JSONField(default=dict)
    is_checked = models.BooleanField(default=False)  # an editor has saved it: what text and list say is settled

    acted_at = models.DateTimeField(null=True)  # when the batch last entered, took back or restored the row
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(_("reason"), max_length=1000, blank=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="+")
    made: models.JSONField[Any, Any] = models.JSONField(default=list)  # `[name of the model, primary key]` for each

    class Meta:
        ordering = ["batch", "position"]
        verbose_name = _("row of a batch")
        verbose_name_plural = _("rows of a batch")
        constraints = [models.UniqueConstraint(name="importrow_once_per_position", fields=["batch", "position"])]
        indexes = [models.Index(name="importrow_by_status", fields=["batch", "status"])]

    def __str__(self) -> str:
        return self.original_name

    @property
    def owners(self) -> tuple[str, ...]:
        return tuple(self.owner_codes.split())

    @property
    def is_undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def is_being_read(self) -> bool:
        return bool(self.file) and self.state == TextState.PENDING

    @property
    def may_be_accepted(self) -> bool:
        """Whether there is a file that has been read, and nobody has decided yet."""
        return self.is_undecided and bool(self.file) and not self.is_being_read

    @property
    def state_reason(self) -> str:
        """Why the file has its state, with advice for editors."""
        return reason_with_advice(*map(ExtractionReason.from_json, self.reasons))
