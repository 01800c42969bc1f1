"""The filter form of the register."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import Q, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from library_plans.choices import IN_FORCE_CODES, NOT_ADOPTED, OwnerRole, StatusCode
from library_plans.querysets import StatusPeriodQuerySet
from library_plans.rules import ENDS_SOON_WITHIN
from organisations.collation import sort_key
from organisations.directory import organisation_directory
from organisations.models import Organisation

MAX_NAME_LENGTH = 100
FIRST_YEAR, LAST_YEAR = 1990, 2100
FILTER_NAMES = ("q", "lan", "niva", "status", "period")


class RegisterOrder(TextChoices):
    KB = "kb", _("county number")
    NAME = "namn", _("name")


class RegisterForm(forms.Form):
    """Filters of the register; each may be left out. Values that do not exist are errors, other names are ignored."""

    q = forms.CharField(label=_("Name"), required=False, max_length=MAX_NAME_LENGTH)
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
            *StatusCode.choices,
        ],
    )
    period = forms.IntegerField(
        label=_("Ends in year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=RegisterOrder.choices)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        counties = Organisation.objects.regions().order_by("county_code").values_list("county_code", "county_name")
        self.fields["lan"].choices = [("", _("all")), *counties]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> bool:
        """Whether anything but the order is asked for."""
        return any(self.cleaned_data.get(name) for name in FILTER_NAMES)

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or RegisterOrder.KB

    def apply(self, periods: StatusPeriodQuerySet, on: date) -> StatusPeriodQuerySet:
        """The owners' periods on a day that match the form, in the order asked for."""
        asked = self.cleaned_data
        conditions = {
            "lan": ("organisation__county_code", asked["lan"]),
            "niva": ("role", asked["niva"]),
            "period": ("plan_period__effective_end__year", asked["period"]),
        }
        periods = periods.filter(**dict(condition for condition in conditions.values() if condition[1]))
        if asked["period"]:
            periods = periods.exclude(plan_period__reason__in=NOT_ADOPTED)
        if asked["status"]:
            periods = periods.filter(has_status(asked["status"], on))
        if words := sort_key(asked["q"]):
            periods = periods.filter(organisation__in=organisations_named(words))
        if self.order == RegisterOrder.NAME:
            periods = periods.order_by("organisation__sort_key", "role")
        return periods


def has_status(status: str, on: date) -> Q:
    """Condition on an owner's period: one of the nine statuses, in force, or in force and ending soon."""
    if status == "i-kraft":
        return Q(code__in=IN_FORCE_CODES)
    if status == "snart":
        return Q(code__in=IN_FORCE_CODES, plan_period__effective_end__lte=on + ENDS_SOON_WITHIN)
    return Q(code=status)


def organisations_named(words: str) -> list[int]:
    """The organisations whose name or code contains a `sort_key`; å, ä and ö are letters of their own."""
    return [
        name.id
        for name in organisation_directory()
        if any(words in sort_key(written) for written in (*name.all_names(), name.code))
    ]
