"""Forms of what regions and municipalities share and propose."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.choices import Addressee
from submissions.forms.base import LINK, CaseForm, DayField, follow_up_field, link_field, text_field
from submissions.forms.plans import file_field, plan_choices


def title_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=150, **options)


class ReportForm(CaseForm):
    """A report of national interest: KB decides whether it is spread in the country."""

    title = title_field(_("Title of the report"))
    summary = text_field(_("What does it show?"), rows=5)
    follow_up = follow_up_field()
    national_interest = text_field(_("Why is it of interest to the whole country?"), rows=4)
    source_url = link_field(label=_("Link to the report"))
    file = file_field()
    optional: ClassVar[tuple[str, ...]] = (LINK, "file")


class ContentForm(CaseForm):
    """Something that a Träffpunkt should take up."""

    finds_similar = True
    title = title_field(_("What should Träffpunkt take up?"), help_text=_("In a few words."))
    text = text_field(_("Tell us more"), help_text=_("What do you want to know or discuss, and with whom?"))
    follow_up = follow_up_field()


class ThemeForm(CaseForm):
    """A theme that the region or the nation should work with."""

    finds_similar = True
    title = title_field(_("Which theme?"), help_text=_("In a few words."))
    text = text_field(_("Tell us more"), help_text=_("What do you see in the follow-up of your plan?"))
    addressed_to = forms.MultipleChoiceField(
        label=_("To whom do you propose it?"),
        choices=Addressee.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the region, the nation or both.")},
    )
    follow_up = follow_up_field()


class ExperienceForm(CaseForm):
    """How a municipality or region has worked with its plan, and what it learnt."""

    finds_similar = True
    title = title_field(_("What is your experience about?"), help_text=_("In a few words."))
    text = text_field(_("What did you do?"))
    lesson = text_field(_("What did you learn?"), rows=4)
    follow_up = follow_up_field()
    plan = forms.TypedChoiceField(label=_("Which plan is it about?"), coerce=int, empty_value=None, required=False)
    author_role = forms.CharField(
        label=_("Your role"), max_length=120, required=False, help_text=_("For example head of libraries. No name.")
    )
    optional: ClassVar[tuple[str, ...]] = ("plan", "author_role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = [("", "–"), *plan_choices(self.organisation)]  # type: ignore[attr-defined]


class InvitationForm(CaseForm):
    """An invitation to KB to come to a gathering about section 18."""

    title = title_field(_("Which gathering?"))
    day = DayField(label=_("Day"))
    time = forms.CharField(label=_("Time"), max_length=60, help_text=_("For example 9.30–15.00."))
    place = forms.CharField(label=_("Place"), max_length=200, help_text=_("Or that it is held on the web."))
    text = text_field(_("What is it about, and what do you want of KB?"))
    follow_up = follow_up_field()
