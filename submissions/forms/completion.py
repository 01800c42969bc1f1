"""The sender's answer when a completion was asked for."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.choices import Kind
from submissions.forms.base import FILE, LINK, CaseForm, text_field
from submissions.forms.kinds import FORMS
from submissions.forms.plans import PlanFileForm
from submissions.models import Submission


class CompletionForm(CaseForm):
    """The fields that were asked for, with what was sent before, and a message."""

    message = text_field(_("Message"), rows=4, required=False)
    optional: ClassVar[tuple[str, ...]] = ("message",)


def completion_fields(case: Submission) -> dict[str, forms.Field]:
    """The fields that were asked for, bound to the case's organisation; none where only a message is wanted."""
    every = {}
    if case.kind in FORMS:
        every.update(FORMS[Kind(case.kind)](organisation=case.organisation).fields)
    if case.kind == Kind.PLAN:
        every.update(PlanFileForm(organisation=case.organisation).fields)
    wanted = {name: field for name, field in every.items() if name in case.requested_fields}
    for name, field in wanted.items():
        field.required = field.required or name in (FILE, LINK)
    return wanted


def completion_form(case: Submission, *args: Any) -> CompletionForm:
    """The form for a case, with what was sent before."""
    form = CompletionForm(*args, organisation=case.organisation, initial={**case.data, LINK: case.source_url})
    form.fields = {**completion_fields(case), **form.fields}
    return form
