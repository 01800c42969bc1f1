"""The form of each kind of case. What is valid in it becomes the case's `data`, by the names of its fields."""

from submissions.forms.base import FILE, LINK, CaseForm, typed_values
from submissions.forms.completion import completion_form
from submissions.forms.contributions import ContentForm, ExperienceForm, InvitationForm, ReportForm, ThemeForm
from submissions.forms.kinds import FORMS, field_labels, shown_values
from submissions.forms.links import AccessLinkForm
from submissions.forms.plans import DecisionForm, PlanFileForm, PlanForm
from submissions.forms.tips import TipForm

__all__ = [
    "FILE",
    "FORMS",
    "LINK",
    "AccessLinkForm",
    "CaseForm",
    "ContentForm",
    "DecisionForm",
    "ExperienceForm",
    "InvitationForm",
    "PlanFileForm",
    "PlanForm",
    "ReportForm",
    "ThemeForm",
    "TipForm",
    "completion_form",
    "field_labels",
    "shown_values",
    "typed_values",
]
