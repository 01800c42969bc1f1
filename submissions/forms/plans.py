"""Forms about plans: a new one in two steps, and a decision about one that is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from library_plans.choices import EXTENSIONS, DecisionKind
from library_plans.models import Plan
from library_plans.register.presentation import period_text
from submissions.attachments import Suggestion
from submissions.forms.base import FILE, LINK, CaseForm, DayField, link_field

DECISION_KINDS = [(kind.value, kind.label) for kind in DecisionKind if kind in EXTENSIONS]
SECTION: dict[str, Any] = {"label": _("Paragraph of the minutes (§)"), "max_length": 20, "required": False}
NUMBER: dict[str, Any] = {"label": _("Reference number"), "max_length": 60, "required": False}
BODY: dict[str, Any] = {"label": _("Who decided"), "max_length": 120, "help_text": _("For example kommunfullmäktige.")}


def file_field(**options: Any) -> forms.FileField:
    return forms.FileField(
        **{
            "label": _("File"),
            "required": False,
            "help_text": _("PDF, Word, OpenDocument or a web page, at most 100 MB."),
            "error_messages": {"empty": _("The file is empty. Choose another one.")},
            **options,
        }
    )


class PlanFileForm(CaseForm):
    """The first step of a new plan: the file or the owner's own link, better both."""

    file = file_field(
        help_text=_("PDF, Word, OpenDocument or a web page, at most 100 MB. We read it and propose the rest.")
    )
    source_url = link_field(
        label=_("Link to the plan on your own site"),
        help_text=_("Your own publication is the source that we refer to."),
    )
    optional: ClassVar[tuple[str, ...]] = (LINK,)

    def __init__(self, *args: Any, has_file: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_file = has_file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (self.has_file or cleaned.get(FILE) or cleaned.get(LINK) or self.errors):
            raise ValidationError(_("Send the file, or write the link to the plan."))
        return cleaned


class PlanForm(CaseForm):
    """The second step of a new plan: what it says of itself, to confirm."""

    title = forms.CharField(label=_("Title of the plan"), max_length=255)
    starts = DayField(label=_("Holds from"), required=False)
    ends = DayField(
        label=_("Holds until"), required=False, help_text=_("The last day. Leave empty for until further notice.")
    )
    decided_on = DayField(label=_("Adopted on"))
    body = forms.CharField(**BODY)
    section = forms.CharField(**SECTION)
    dnr = forms.CharField(**NUMBER)
    optional: ClassVar[tuple[str, ...]] = ("starts", "ends", "section", "dnr")

    def show_evidence(self, found: Mapping[str, Suggestion]) -> None:
        """Let the template show beside each field what the file says."""
        for name in self.fields.keys() & found.keys():
            self.fields[name].evidence = found[name]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("A plan cannot end before it starts."))
        return cleaned


class DecisionForm(CaseForm):
    """A decision that extends, reaffirms or revises a plan which the register has."""

    plan = forms.TypedChoiceField(label=_("Which plan?"), coerce=int)
    decision_kind = forms.ChoiceField(label=_("What was decided?"), choices=DECISION_KINDS)
    decided_on = DayField(label=_("Decided on"))
    body = forms.CharField(**BODY)
    section = forms.CharField(**SECTION)
    dnr = forms.CharField(**NUMBER)
    new_end = DayField(
        label=_("Holds until"),
        required=False,
        help_text=_("The new last day. Leave empty when the plan holds until a new one is adopted."),
    )
    source_url = link_field(label=_("Link to the minutes"))
    optional: ClassVar[tuple[str, ...]] = ("section", "dnr", "new_end", LINK)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = plan_choices(self.organisation)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        decided, end = cleaned.get("decided_on"), cleaned.get("new_end")
        if decided and end and end < decided:
            self.add_error("new_end", _("The new last day cannot come before the decision."))
        return cleaned

    @property
    def case_title(self) -> str:
        plans = dict(self.fields["plan"].choices)  # type: ignore[attr-defined]
        kinds = dict(DECISION_KINDS)
        return f"{kinds[self.cleaned_data['decision_kind']]}: {plans[self.cleaned_data['plan']]}".capitalize()


def plan_choices(organisation: Any) -> list[tuple[int, str]]:
    """The plans that an organisation owns, the newest first, by primary key."""
    owned = Plan.objects.filter(owners__organisation=organisation).order_by("-starts", "-pk").distinct()
    return [(plan.pk, f"{plan.title} {period_text(plan)}".strip()) for plan in owned]
