"""The forms of what moderators do with a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import KB_ROLES, Role
from accounts.models import Membership, User
from submissions.choices import CommentAudience, Kind
from submissions.forms.kinds import field_labels
from submissions.models import Submission


class CaseForm(forms.Form):
    """Carries the version of the case that was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: Submission, prefix: str) -> None:
        super().__init__(data, initial={"seen": case.version, "answer_by": case.answer_by}, prefix=prefix)
        self.case = case


def text(label: Any, *, required: bool, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=area, max_length=4_000)


def day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class AssignForm(CaseForm):
    handler = forms.ModelChoiceField(User.objects.none(), label=_("Officer"), required=False)
    answer_by = day(_("Answer by"))

    def __init__(self, data: Any = None, *, case: Submission, prefix: str) -> None:
        super().__init__(data, case=case, prefix=prefix)
        county = Q(role=Role.REGION_OFFICER, organisation__county_code=case.organisation.county_code or "-")
        officers = Membership.objects.active().filter(Q(role__in=KB_ROLES) | county)
        self.fields["handler"].queryset = User.objects.filter(pk__in=officers.values("user"))  # type: ignore[attr-defined]


class CompletionForm(CaseForm):
    fields_asked = forms.MultipleChoiceField(
        label=_("What is missing"), choices=(), widget=forms.CheckboxSelectMultiple
    )
    message = text(_("What you ask for, in words"), required=True, help_text=_("The sender reads it."))
    answer_by = day(_("Answer by"))

    def __init__(self, data: Any = None, *, case: Submission, prefix: str) -> None:
        super().__init__(data, case=case, prefix=prefix)
        self.fields["fields_asked"].choices = list(field_labels(case.kind).items())  # type: ignore[attr-defined]


class EndorseForm(CaseForm):
    message = text(_("To KB"), required=False, help_text=_("Only those who handle the case read it."))


class AcceptForm(CaseForm):
    message = text(_("To the sender"), required=False)
    spread_reason = text(
        _("Why it is spread nationally"),
        required=False,
        help_text=_("Leave empty for a report that is published in its region alone."),
    )
    with_news = forms.BooleanField(
        label=_("A news item on the intranet too"),
        required=False,
        help_text=_("A draft that you can change. It is published together with the report."),
    )

    def __init__(self, data: Any = None, *, case: Submission, prefix: str) -> None:
        super().__init__(data, case=case, prefix=prefix)
        if case.kind != Kind.REPORT:
            del self.fields["spread_reason"], self.fields["with_news"]


class ReasonForm(CaseForm):
    message = text(_("Reason"), required=True)


class MessageForm(CaseForm):
    message = text(_("To the sender"), required=False)


class CommentForm(CaseForm):
    message = text(_("Comment"), required=True)
    audience = forms.ChoiceField(label=_("Read by"), choices=CommentAudience.choices)
