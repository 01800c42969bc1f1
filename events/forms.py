"""Validation of events in the admin. Drafts may be incomplete, so the checks run only on publishing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from content.admin.page_form import BasePageForm
from content.video import VIDEO_TYPES
from events.choices import CaptionsStatus, EventKind, EventState, RegistrationMode
from events.presentation import time_text
from events.rules import STATES_AFTER_EVENT, STATES_WITH_REASON, is_allowed_transition
from organisations.models import OrganisationPage

CleanedData = dict[str, Any]
MATERIAL_FIELDS = ("recording_url", "recording_file", "transcript", "slides")


class EventPageForm(BasePageForm):
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
            self.check_place(cleaned)
            for row in self.valid_rows("programme"):
                check_programme_item(row)
                check_hours(row, cleaned.get("starts"), cleaned.get("ends"))
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
        if state == EventState.MOVED and public not in (None, state) and cleaned.get("starts"):
            self.check_moved(cleaned)
        if state == EventState.PUBLISHED_MATERIAL and not self.has_material():
            self.add_error("state", _("No item of the programme has a recording, a transcript or slides."))

    def check_moved(self, cleaned: CleanedData) -> None:
        if cleaned["starts"] == self.instance.public_start:
            self.add_error("starts", _("Write the new date: the event is announced for this one."))

    def check_place(self, cleaned: CleanedData) -> None:
        """A gathering that is on says where it is; one of which only the date is known need not."""
        where = [cleaned.get(name) for name in ("place", "address", "webcast_url", "registration_url")]
        on = cleaned.get("state") not in (EventState.SAVE_THE_DATE, EventState.CANCELLED)
        if cleaned.get("kind") == EventKind.GATHERING and on and not any(where):
            self.add_error("place", _("Write the place, or the link to take part."))

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
    """Adds errors for times in the wrong order, two recordings, missing captions and wrong types of film."""
    item = row.cleaned_data
    if item.get("starts") and item.get("ends") and item["ends"] <= item["starts"]:
        row.add_error("ends", _("The item must end after it starts."))
    film = item.get("recording_file")
    if film and item.get("recording_url"):
        row.add_error("recording_url", _("Choose either an own film or the address of a film elsewhere."))
    if film and film.file_extension.lower() not in VIDEO_TYPES:
        row.add_error("recording_file", _("The film must be a file of the kind mp4 or webm."))
    if film or item.get("recording_url"):
        check_captions(row, item)


def check_hours(row: forms.ModelForm[Any], starts: datetime | None, ends: datetime | None) -> None:
    """Adds errors for times outside the hours of the event; on one of several days for times before it begins."""
    if not starts or not ends or ends <= starts:
        return
    first, last = timezone.localtime(starts), timezone.localtime(ends)
    closes = last.time() if first.date() == last.date() else None
    for name in ("starts", "ends"):
        at = row.cleaned_data.get(name)
        if at and (at < first.time() or (closes and at > closes)):
            hours = {"from": time_text(first), "to": time_text(last)}
            row.add_error(name, _("The event goes on from %(from)s to %(to)s.") % hours)


def check_captions(row: forms.ModelForm[Any], item: CleanedData) -> None:
    """Adds errors when a recording has neither captions nor the date on which they will come."""
    captions = item.get("captions")
    if captions == CaptionsStatus.PLANNED and not item.get("captions_due"):
        row.add_error("captions_due", _("Write the day when the captions come."))
    if captions not in (CaptionsStatus.YES, CaptionsStatus.PLANNED):
        row.add_error("captions", _("A recording needs captions; when they come later, choose “planned” and the day."))
    if item.get("recording_file") and captions == CaptionsStatus.YES and not item.get("transcript"):
        row.add_error("transcript", _("The captions of an own film are its transcript with times."))


def check_plan(row: forms.ModelForm[Any]) -> None:
    """Adds an error when the edition is one of another plan."""
    plan, edition = row.cleaned_data.get("plan"), row.cleaned_data.get("edition")
    if plan and edition and edition.plan_id != plan.pk:
        row.add_error("edition", _("The edition belongs to another plan."))
