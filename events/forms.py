"""Validation of events in the admin. Drafts may be incomplete, so the checks run only on publishing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from content.video import CAPTION_TYPE, VIDEO_TYPES
from events.choices import CaptionsStatus, EventKind, EventState, RegistrationMode
from events.recordings.captions import InvalidCaptions, document_cues
from events.rules import STATES_AFTER_EVENT, STATES_WITH_REASON, is_allowed_transition
from organisations.models import OrganisationPage

CleanedData = dict[str, Any]
MATERIAL_FIELDS = ("recording_url", "recording_file", "transcript", "slides")


class EventPageForm(WagtailAdminPageForm):
    """An event with its programme; every error is attached to the field that it concerns."""

    instance: Any  # an EventPage, whose model imports this form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_below_region and not self.instance.pk:
            self.initial["kind"] = EventKind.GATHERING

    @property
    def is_below_region(self) -> bool:
        """Whether the parent is a region's page and not the index page of events."""
        return self.parent_page is not None and issubclass(self.parent_page.specific_class, OrganisationPage)

    def clean(self) -> CleanedData:
        cleaned: CleanedData = super().clean()
        if not self.is_deferred_validation:
            self.check_times(cleaned)
            self.check_state(cleaned)
            self.check_registration(cleaned)
            self.check_kind(cleaned)
            for row in self.valid_rows("programme"):
                check_programme_item(row)
            for row in self.valid_rows("plans"):
                check_plan(row)
        return cleaned

    def valid_rows(self, name: str) -> Iterator[forms.ModelForm[Any]]:
        """The forms of an inline formset that are valid, filled in and not marked for deletion."""
        for row in self.formsets[name].forms:
            if row.is_valid() and row.cleaned_data and not row.cleaned_data.get("DELETE"):
                yield row

    def check_times(self, cleaned: CleanedData) -> None:
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The event must end after it starts."))

    def check_state(self, cleaned: CleanedData) -> None:
        """The transition from the public state, and what the new state requires."""
        if not cleaned.get("state"):
            return
        state, public = EventState(cleaned["state"]), self.instance.public_state
        if not is_allowed_transition(public, state):
            before = public.label if public else _("nothing public")
            self.add_error(
                "state",
                _("“%(after)s” cannot come after “%(before)s”.") % {"after": state.label, "before": before},
            )
        if state in STATES_AFTER_EVENT and cleaned.get("ends") and cleaned["ends"] > timezone.now():
            self.add_error("state", _("The event is not over yet."))
        if state in STATES_WITH_REASON and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it was moved or cancelled."))
        if state == EventState.PUBLISHED_MATERIAL and not self.has_material():
            self.add_error("state", _("No item of the programme has a recording, a transcript or slides."))

    def has_material(self) -> bool:
        return any(row.cleaned_data.get(name) for row in self.valid_rows("programme") for name in MATERIAL_FIELDS)

    def check_registration(self, cleaned: CleanedData) -> None:
        if cleaned.get("registration") == RegistrationMode.EXTERNAL and not cleaned.get("registration_url"):
            self.add_error("registration_url", _("Write the address where one registers."))
        closes, starts = cleaned.get("registration_closes"), cleaned.get("starts")
        if closes and starts and closes > timezone.localtime(starts).date():
            self.add_error("registration_closes", _("The last day to register is after the event starts."))

    def check_kind(self, cleaned: CleanedData) -> None:
        """A regional gathering is created below its region's page and follows a Träffpunkt; no other event does."""
        gathering, follows = cleaned.get("kind") == EventKind.GATHERING, cleaned.get("follows")
        if gathering != self.is_below_region:
            self.add_error(
                "kind",
                _("A regional follow-up stands below its region's page.")
                if gathering
                else _("Below a region's page stand regional follow-ups only."),
            )
        if gathering and not follows:
            self.add_error("follows", _("Choose the Träffpunkt that the gathering follows."))
        if follows and not gathering:
            self.add_error("follows", _("Only a regional follow-up follows another event."))
        if follows and follows.kind == EventKind.GATHERING:
            self.add_error("follows", _("Choose a Träffpunkt, not another regional follow-up."))


def check_programme_item(row: forms.ModelForm[Any]) -> None:
    """Adds errors for times in the wrong order, two recordings, missing captions and wrong file types."""
    item = row.cleaned_data
    if item.get("starts") and item.get("ends") and item["ends"] <= item["starts"]:
        row.add_error("ends", _("The item must end after it starts."))
    film, transcript = item.get("recording_file"), item.get("transcript")
    if film and item.get("recording_url"):
        row.add_error("recording_url", _("Choose either an own film or the address of a film elsewhere."))
    if film and film.file_extension.lower() not in VIDEO_TYPES:
        row.add_error("recording_file", _("The film must be a file of the kind mp4 or webm."))
    if transcript:
        check_transcript(row, transcript)
    if film or item.get("recording_url"):
        check_captions(row, item)


def check_transcript(row: forms.ModelForm[Any], transcript: Any) -> None:
    """Adds an error when the file cannot be read as captions."""
    try:
        document_cues(transcript)
    except InvalidCaptions as error:
        row.add_error("transcript", str(error))
    except OSError:
        row.add_error("transcript", _("The file is gone; upload it again."))


def check_captions(row: forms.ModelForm[Any], item: CleanedData) -> None:
    """Adds errors when a recording has neither captions nor the date on which they will come."""
    captions = item.get("captions")
    if captions == CaptionsStatus.PLANNED and not item.get("captions_due"):
        row.add_error("captions_due", _("Write the day when the captions come."))
    if captions not in (CaptionsStatus.YES, CaptionsStatus.PLANNED):
        row.add_error("captions", _("A recording needs captions; when they come later, choose “planned” and the day."))
    film, transcript = item.get("recording_file"), item.get("transcript")
    if (
        film
        and captions == CaptionsStatus.YES
        and (not transcript or transcript.file_extension.lower() != CAPTION_TYPE)
    ):
        row.add_error("transcript", _("The captions of an own film are a transcript of the kind vtt."))


def check_plan(row: forms.ModelForm[Any]) -> None:
    """Adds an error when the edition is one of another plan."""
    plan, edition = row.cleaned_data.get("plan"), row.cleaned_data.get("edition")
    if plan and edition and edition.plan_id != plan.pk:
        row.add_error("edition", _("The edition belongs to another plan."))
