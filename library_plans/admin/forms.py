"""Admin forms of plans and redactions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from content.fields import WebAddressFormField
from delivery.disk_space import DiskFull, require_room
from extraction.office_conversion import accepted_media_type
from extraction.types import Unreadable
from library_plans.choices import EditionVariant
from library_plans.extraction_messages import reason_with_advice
from library_plans.importer.registration import CollectedFile, register_edition
from library_plans.models import Edition, Plan, Redaction
from library_plans.plan_warnings import stored_warnings, warnings_for
from library_plans.rules import OwnerSnapshot, PlanSnapshot
from library_plans.status_periods.snapshots import decision_snapshot
from library_plans.status_periods.sync import batched_updates
from library_plans.tasks import read_edition_file


class OwnerFormSet(BaseChildFormSet):
    """Owners of a plan. One that has its address keeps its organisation; a wrong one is removed and another added.

    A plan that has an owner keeps at least one: without any it would leave the public register.
    """

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk:
            form.fields["organisation"].disabled = True

    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        named = [(row.get("organisation"), row.get("role")) for row in kept if row]
        if len(named) != len(set(named)):
            raise forms.ValidationError(_("The same owner stands there twice in the same role."))
        if self.initial_forms and not named:
            raise forms.ValidationError(_("A plan in the register keeps at least one owner."))


class DecisionFormSet(BaseChildFormSet):
    """Decisions are public records: a wrong one is corrected or registered in error, never removed."""

    def clean(self) -> None:
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk:
                form.add_error(
                    "kind",
                    _("A decision in the register is not removed. Correct it, or say that it was registered in error."),
                )
                raise forms.ValidationError(_("A decision in the register is not removed."))


class PlanForm(WagtailAdminModelForm):
    """A plan with its owners and decisions, and at the same time a file of it that was collected.

    What is probably wrong is told once; the editor corrects it or saves anyway.
    """

    # The box is no field of the form: Wagtail shows a field without a panel once more, and the empty one would win.
    shown_warnings: Sequence[str] = ()
    warnings_digest = ""

    new_file = forms.FileField(
        label=_("File"), required=False, help_text=_("PDF, DOCX, ODT or HTML. It is frozen as it is, then read.")
    )
    new_variant = forms.ChoiceField(
        label=_("Version"), choices=EditionVariant.choices, initial=EditionVariant.ADOPTED, required=False
    )
    new_language = forms.RegexField(
        label=_("Language"),
        regex=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$",
        initial="sv",
        required=False,
        help_text=_("Code of the language: sv, fi, se, en"),
    )
    new_source_url = WebAddressFormField(
        label=_("The owner's own link"),
        required=False,
        max_length=1000,
        help_text=_("Readers are sent there first."),
    )

    def clean_new_file(self) -> UploadedFile | None:
        """The file, if it is small enough, of a format that is read, and not among the plan's editions already."""
        file: UploadedFile | None = self.cleaned_data["new_file"]
        if not file:
            return None
        if (file.size or 0) > settings.PLAN_FILE_MAX_BYTES:
            most = filesizeformat(settings.PLAN_FILE_MAX_BYTES)
            raise forms.ValidationError(_("The file is larger than %(most)s.") % {"most": most})
        try:
            accepted_media_type(file)  # type: ignore[arg-type]
            require_room(file.size or 0)
        except Unreadable as refusal:
            raise forms.ValidationError(reason_with_advice(refusal.reason)) from refusal
        except DiskFull as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        self._refuse_known(file)
        return file

    def _refuse_known(self, file: UploadedFile) -> None:
        file.seek(0)
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
        known = Edition.all_objects.filter(sha256=checksum, plan=self.instance.pk).first() if self.instance.pk else None
        if known:
            raise forms.ValidationError(
                _("The plan has this file already: edition %(number)d.") % {"number": known.number}
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("new_source_url") and not cleaned.get("new_file") and "new_file" not in self.errors:
            self.add_error("new_file", _("Choose the file that was collected from this link."))
        return cleaned

    def unanswered_warnings(self) -> list[str]:
        """The warnings about a valid form that do not hold of the stored plan too; none once the editor has said so."""
        today = timezone.localdate()
        held = stored_warnings(self.instance.pk, today) if self.instance.pk else []
        found = [warning for warning in warnings_for(self.typed_snapshot(), today) if warning not in held]
        self.warnings_digest = hashlib.sha256("\n".join(found).encode()).hexdigest()
        self.shown_warnings = found if self.data.get("save_anyway") != self.warnings_digest else []
        return self.shown_warnings

    def typed_snapshot(self) -> PlanSnapshot:
        """The plan as it stands in the valid form."""
        plan = self.instance
        decisions = [decision_snapshot(row) for row in self.kept_rows("decisions")]
        return PlanSnapshot(
            id=plan.pk or 0,
            kind=plan.kind,
            starts=plan.starts,
            ends=plan.ends,
            until_further_notice=plan.until_further_notice,
            adopted_date_unknown=plan.adopted_date_unknown,
            decisions=tuple(sorted(decisions, key=lambda row: (row.decided_on, row.id))),
            owners=tuple(OwnerSnapshot(row.organisation_id, row.role) for row in self.kept_rows("owners")),
        )

    def kept_rows(self, relation: str) -> list[Any]:
        forms_ = self.formsets[relation].forms
        return [form.instance for form in forms_ if form.cleaned_data and not form.cleaned_data.get("DELETE")]

    def save(self, commit: bool = True) -> Plan:
        """Save the plan and, with a new file, its next edition, which the worker then reads."""
        with batched_updates():
            plan: Plan = super().save(commit)
            if commit and (file := self.cleaned_data.get("new_file")):
                registration = register_edition(plan, self.collected_file(file))
                read_edition_file.enqueue(registration.edition.pk)  # stored with the edition, or not at all
        return plan

    def collected_file(self, file: UploadedFile) -> CollectedFile:
        file.seek(0)
        on_disk = isinstance(file, TemporaryUploadedFile)
        return CollectedFile(
            content=Path(file.temporary_file_path()) if on_disk else file.read(),  # type: ignore[attr-defined]
            name=file.name or "",
            variant=self.cleaned_data["new_variant"] or EditionVariant.ADOPTED,
            language=self.cleaned_data["new_language"] or "sv",
            source_url=self.cleaned_data["new_source_url"],
        )


class RedactionForm(WagtailAdminModelForm):
    """A new redaction, or the end of one: edition, page and words of a stored redaction cannot be changed."""

    FIXED = ("edition", "page_number", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.FIXED if self.instance.pk else ():
            self.fields[name].disabled = True

    def save(self, commit: bool = True) -> Redaction:
        if not self.instance.pk:
            self.instance.decided_by = self.for_user
        redaction: Redaction = super().save(commit)
        return redaction
