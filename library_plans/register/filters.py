"""What a reader may ask of the register, from a query string."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from library_plans.choices import OwnerRole
from library_plans.register.coverage import Line
from library_plans.rules import LABELS
from organisations.collation import sort_key
from organisations.models import Organisation

LONGEST_NAME = 100
FIRST_YEAR, LAST_YEAR = 1990, 2100
FILTERS = ("q", "lan", "niva", "status", "period")


class Order(TextChoices):
    KB = "kb", _("county number")
    NAME = "namn", _("name")


class RegisterForm(forms.Form):
    """Filters of the register; each may be left out. Values that do not exist are errors, other names are ignored."""

    q = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_NAME)
    lan = forms.ChoiceField(label=_("County"), required=False)
    niva = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[("", _("both")), (OwnerRole.MUNICIPALITY, _("municipalities")), (OwnerRole.REGION, _("regions"))],
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("all")),
            ("i-kraft", _("In force (also extended)")),
            ("snart", _("Ends within twelve months")),
            *LABELS.items(),
        ],
    )
    period = forms.IntegerField(
        label=_("Ends in year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=Order.choices)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        counties = Organisation.objects.regions().order_by("county_code").values_list("county_code", "county_name")
        self.fields["lan"].choices = [("", _("all")), *counties]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> bool:
        """Whether anything but the order is asked for."""
        return any(self.cleaned_data.get(name) for name in FILTERS)

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or Order.KB

    def apply(self, lines: Sequence[Line]) -> list[Line]:
        """The lines that answer, in the order asked for."""
        found = [line for line in lines if self.holds(line)]
        if self.order == Order.NAME:
            found.sort(key=lambda line: (line.organisation.sort_key, line.role))
        return found

    def holds(self, line: Line) -> bool:
        asked = self.cleaned_data
        return (
            (not asked["lan"] or line.organisation.county_code == asked["lan"])
            and (not asked["niva"] or line.role == asked["niva"])
            and (not asked["period"] or bool(line.state.last and line.state.last.year == asked["period"]))
            and (not asked["status"] or has_status(line, asked["status"]))
            and is_called(line.organisation, asked["q"])
        )


def has_status(line: Line, status: str) -> bool:
    if status == "i-kraft":
        return line.state.in_force
    if status == "snart":
        return line.soon
    return line.state.code == status


def is_called(organisation: Organisation, words: str) -> bool:
    """Whether some name of an organisation holds what was written; å, ä and ö are letters of their own."""
    wanted = sort_key(words)
    return not wanted or any(wanted in sort_key(name) for name in names(organisation))


def names(organisation: Organisation) -> Iterable[str]:
    return (organisation.name, organisation.display_name, organisation.code, *organisation.aliases)
