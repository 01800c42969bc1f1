"""Editions (collected files), and the pages and passages that were read from them."""

from django.conf import settings
from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.fields import WebAddressField
from extraction.reasons import EDITORS_NOTES, ExtractionReason
from extraction.types import MediaType, PassageKind, TextState
from library_plans.choices import EditionVariant
from library_plans.extraction_messages import reason_text, reason_with_advice
from library_plans.models.plans import Plan
from library_plans.models.voidable import Voidable
from library_plans.querysets import EditionQuerySet, RegisteredManager

STATE_LABELS = {
    TextState.PENDING: _("waiting to be read"),
    TextState.TEXT: _("text"),
    TextState.OCR: _("text read from pictures"),
    TextState.PARTIAL: _("some pages read"),
    TextState.POOR: _("text of poor quality"),
    TextState.NO_TEXT: _("no text"),
    TextState.PASSWORD: _("locked with a password"),
    TextState.DAMAGED: _("damaged"),
    TextState.TOO_BIG: _("too big"),
    TextState.TIMEOUT: _("took too long"),
    TextState.INTERRUPTED: _("reading was interrupted"),
    TextState.UNSUPPORTED: _("not a format we read"),
}
SUFFIXES: dict[str, str] = {
    MediaType.PDF: "pdf",
    MediaType.DOCX: "docx",
    MediaType.ODT: "odt",
    MediaType.HTML: "html",
    MediaType.DOC: "doc",
    MediaType.RTF: "rtf",
}
STATE_CHOICES = [(state.value, label) for state, label in STATE_LABELS.items()]


def plan_files() -> Storage:
    """Where collected files lie: outside every served folder."""
    return storages["plan_files"]


def frozen_file_name(edition: "Edition", filename: str) -> str:
    """Files are named by their checksum, so equal bytes are stored once and nothing is overwritten."""
    return f"{edition.sha256[:2]}/{edition.sha256}.{SUFFIXES.get(edition.media_type, 'bin')}"


class Edition(Voidable):
    """A file as it was collected. The file and its facts never change; what was read from it may be read again."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(
        _("number"), help_text=_("Within the plan, from 1 in order of collection; never used again.")
    )
    variant = models.CharField(_("variant"), max_length=12, choices=EditionVariant, default=EditionVariant.ADOPTED)
    language = models.CharField(_("language"), max_length=12, default="sv")
    source_url = WebAddressField(_("source"), max_length=1000, blank=True)
    fetched_at = models.DateTimeField(_("fetched"))
    file = models.FileField(_("file"), upload_to=frozen_file_name, storage=plan_files, max_length=120)
    original_name = models.CharField(_("name of the file"), max_length=255, blank=True)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes"))
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("Only those who work in the admin see it; never readers.")
    )

    # What was read, by which version of the reader.
    page_count = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    state = models.CharField(_("text"), max_length=12, choices=STATE_CHOICES, default=TextState.PENDING, editable=False)
    reasons = models.JSONField(default=list, editable=False)  # `extraction.reasons.Reason.as_json` for each
    reader_version = models.PositiveSmallIntegerField(default=0, editable=False)
    section_starts = models.JSONField(default=list, editable=False)

    # Of a file that cannot be read, or only in part: an editor has seen that nothing better can be had.
    reviewed_at = models.DateTimeField(_("looked through"), null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked through by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    review_note = models.CharField(
        _("what was found"), max_length=255, blank=True, default="", db_default="", editable=False
    )

    objects = RegisteredManager.from_queryset(EditionQuerySet)()
    all_objects = EditionQuerySet.as_manager()

    class Meta(Voidable.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["plan", "number"]
        constraints = [
            *Voidable.Meta.constraints,
            models.UniqueConstraint(name="edition_number_once_per_plan", fields=["plan", "number"]),
            models.UniqueConstraint(name="edition_checksum_once_per_plan", fields=["plan", "sha256"]),
            models.CheckConstraint(name="edition_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="edition_state_known", condition=Q(state__in=[state.value for state in TextState])
            ),
        ]
        indexes = [
            models.Index(name="edition_by_checksum", fields=["sha256"]),
            models.Index(name="edition_by_plan_and_state", fields=["plan", "state"]),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.number}"

    @property
    def state_reason(self) -> str:
        """Why the edition has its state, as sentences in the active language; empty when all of it was read."""
        found = map(ExtractionReason.from_json, self.reasons)
        return reason_text(*(reason for reason in found if reason.code not in EDITORS_NOTES))

    @property
    def reason_for_editors(self) -> str:
        """The same with what only editors are told: what to do about it, and that something in the file is left out."""
        return reason_with_advice(*map(ExtractionReason.from_json, self.reasons))

    @property
    def has_pages(self) -> bool:
        """Whether the file has real pages; a DOCX, ODT or HTML is cut into numbered sections instead."""
        return self.media_type == MediaType.PDF


class EditionPage(models.Model):
    """One page of an edition (or numbered section, where there are no pages), also an empty one."""

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"), help_text=_("Place in the file, from 1"))
    label = models.CharField(_("printed number"), max_length=20, blank=True)
    state = models.CharField(_("text"), max_length=12, choices=STATE_CHOICES, default=TextState.PENDING)
    width = models.FloatField(default=0, help_text=_("In points (1/72 inch), as shown; 0 for a section"))
    height = models.FloatField(default=0)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(name="editionpage_number_once_per_edition", fields=["edition", "number"]),
            models.CheckConstraint(name="editionpage_number_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}, {self.number}"


class PassageFields(models.Model):
    """What a passage consists of, apart from its edition."""

    page_number = models.PositiveIntegerField(_("page"), help_text=_("Place in the file, from 1"))
    position = models.PositiveIntegerField(_("position"), help_text=_("Order within the edition, from 1"))
    kind = models.CharField(_("kind"), max_length=10, choices=[(kind.value, kind.value) for kind in PassageKind])
    level = models.PositiveSmallIntegerField(default=0, help_text=_("1 to 6 for a heading, else 0"))
    heading_path = models.JSONField(default=list, help_text=_("The headings above it, outermost first"))
    language = models.CharField(max_length=12, default="sv")
    text = models.TextField(_("text"))
    boxes = models.JSONField(
        default=list, help_text=_("[start, end, left, top, right, bottom] for each word, in points")
    )

    class Meta:
        abstract = True


class Passage(PassageFields):
    """A paragraph-sized piece of an edition: the unit that search finds and a reader cites.

    Made anew whenever the file is read again, so nothing outside ingestion refers to a row of it.
    """

    wagtail_reference_index_ignore = True  # no editor asks where a row of the register is used

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passages")

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(name="passage_once_per_position", fields=["edition", "position"]),
        ]
        indexes = [models.Index(name="passage_by_page", fields=["edition", "page_number"])]

    def __str__(self) -> str:
        return f"{self.edition_id}, {self.page_number}"


class StagedPassage(PassageFields):
    """A passage of a reading that is being written. No output knows the table, so nothing half or redacted is shown."""

    wagtail_reference_index_ignore = True

    reading = models.UUIDField(db_index=True, help_text=_("The same for all rows of one reading"))
    staged_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.reading}, {self.position}"
