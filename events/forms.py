"""What an editor may write about an event; a draft may be unfinished, so all of it is asked when it is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from content.video import CAPTION_TYPE, VIDEO_TYPES
from events.choices import Captions, Kind, Registration, State
from events.recordings.captions import CaptionsRefused, captions_of
from events.rules import AFTERWARDS, NEEDS_REASON, may_follow
from organisations.models import OrganisationPage

Values = dict[str, Any]
MATERIAL = ("recording_url", "recording_file", "transcript", "slides")


class EventForm(WagtailAdminPageForm):
    """An event with its programme; each message stands at the field that it is about."""

    instance: Any  # an EventPage, whose model imports this form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.below_region and not self.instance.pk:
            self.initial["kind"] = Kind.GATHERING

    @property
    def below_region(self) -> bool:
        """Whether the page stands below a region's, not below the section of events."""
        return self.parent_page is not None and issubclass(self.parent_page.specific_class, OrganisationPage)

    def clean(self) -> Values:
        cleaned: Values = super().clean()
        if not self.is_deferred_validation:
            self.check_times(cleaned)
            self.check_state(cleaned)
            self.check_registration(cleaned)
            self.check_kind(cleaned)
            for row in self.rows("programme"):
                check_item(row)
            for row in self.rows("plans"):
                check_plan(row)
        return cleaned

    def rows(self, name: str) -> Iterator[forms.ModelForm[Any]]:
        """The rows that are right in themselves and stay."""
        for row in self.formsets[name].forms:
            if row.is_valid() and row.cleaned_data and not row.cleaned_data.get("DELETE"):
                yield row

    def check_times(self, cleaned: Values) -> None:
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("The event must end after it starts."))

    def check_state(self, cleaned: Values) -> None:
        """What was public decides what may come; some states say more than others."""
        if not cleaned.get("state"):
            return
        state, public = State(cleaned["state"]), self.instance.public_state
        if not may_follow(public, state):
            before = public.label if public else _("nothing public")
            self.add_error(
                "state",
                _("“%(after)s” cannot come after “%(before)s”.") % {"after": state.label, "before": before},
            )
        if state in AFTERWARDS and cleaned.get("ends") and cleaned["ends"] > timezone.now():
            self.add_error("state", _("The event is not over yet."))
        if state in NEEDS_REASON and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it was moved or cancelled."))
        if state == State.PUBLISHED_MATERIAL and not self.has_material():
            self.add_error("state", _("No item of the programme has a recording, a transcript or slides."))

    def has_material(self) -> bool:
        return any(row.cleaned_data.get(name) for row in self.rows("programme") for name in MATERIAL)

    def check_registration(self, cleaned: Values) -> None:
        if cleaned.get("registration") == Registration.EXTERNAL and not cleaned.get("registration_url"):
            self.add_error("registration_url", _("Write the address where one registers."))
        closes, starts = cleaned.get("registration_closes"), cleaned.get("starts")
        if closes and starts and closes > timezone.localtime(starts).date():
            self.add_error("registration_closes", _("The last day to register is after the event starts."))

    def check_kind(self, cleaned: Values) -> None:
        """A gathering stands below its region and follows a Träffpunkt; nothing else does."""
        gathering, follows = cleaned.get("kind") == Kind.GATHERING, cleaned.get("follows")
        if gathering != self.below_region:
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
        if follows and follows.kind == Kind.GATHERING:
            self.add_error("follows", _("Choose a Träffpunkt, not another regional follow-up."))


def check_item(row: forms.ModelForm[Any]) -> None:
    """A programme item: times in order, one recording with captions or a day for them, files of the right kinds."""
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
    try:
        captions_of(transcript)
    except CaptionsRefused as refused:
        row.add_error("transcript", str(refused))
    except OSError:
        row.add_error("transcript", _("The file is gone; upload it again."))


def check_captions(row: forms.ModelForm[Any], item: Values) -> None:
    """A recording is published with captions, or with the day when they come."""
    captions = item.get("captions")
    if captions == Captions.PLANNED and not item.get("captions_due"):
        row.add_error("captions_due", _("Write the day when the captions come."))
    if captions not in (Captions.YES, Captions.PLANNED):
        row.add_error("captions", _("A recording needs captions; when they come later, choose “planned” and the day."))
    film, transcript = item.get("recording_file"), item.get("transcript")
    if film and captions == Captions.YES and (not transcript or transcript.file_extension.lower() != CAPTION_TYPE):
        row.add_error("transcript", _("The captions of an own film are a transcript of the kind vtt."))


def check_plan(row: forms.ModelForm[Any]) -> None:
    plan, edition = row.cleaned_data.get("plan"), row.cleaned_data.get("edition")
    if plan and edition and edition.plan_id != plan.pk:
        row.add_error("edition", _("The edition belongs to another plan."))
