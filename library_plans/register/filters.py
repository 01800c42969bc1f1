"""The filter form of the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django import forms
from django.db.models import Case, F, Q, TextChoices, When
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from library_plans.choices import IN_FORCE_CODES, NOT_ADOPTED, OwnerRole, StatusCode
from library_plans.querysets import StatusPeriodQuerySet
from library_plans.rules import ENDS_SOON_WITHIN
from organisations.directory import OrganisationEntry, organisation_directory
from organisations.models import Organisation
from search.language.normalization import fold, plain

MAX_NAME_LENGTH = 100
FIRST_YEAR, LAST_YEAR = 1990, 2100
FILTER_NAMES = ("q", "lan", "niva", "status", "aktuell", "period")
CURRENT = {"ja": True, "nej": False}


class RegisterOrder(TextChoices):
    KB = "kb", _("county number")
    NAME = "namn", _("name")
    LAST_DAY = "sista-dag", _("last day")


class NamedOrganisations(NamedTuple):
    """Primary keys of organisations with a name; `folded` when only without dots and rings do they have it."""

    keys: list[int]
    folded: bool


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
            ("i-kraft", _("In force: as adopted or by extension")),
            ("snart", _("Ends within twelve months")),
            ("utan-slut", _("In force without a last day")),
            ("utgangna", _("Expired: two years at most or more")),
            *StatusCode.choices,
        ],
    )
    aktuell = forms.ChoiceField(
        label=_("Counted as current by KB"),
        required=False,
        choices=[("", _("all")), ("ja", _("yes")), ("nej", _("no"))],
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
    def county(self) -> str:
        """The two digits of the county that is asked for; empty without one."""
        return self.cleaned_data.get("lan") or ""

    @property
    def roles(self) -> list[OwnerRole]:
        """The roles that rows may have."""
        asked = self.cleaned_data.get("niva")
        return [role for role in (OwnerRole.MUNICIPALITY, OwnerRole.REGION) if asked in ("", None, role)]

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or RegisterOrder.KB

    def apply(self, periods: StatusPeriodQuerySet, on: date) -> StatusPeriodQuerySet:
        """The owners' periods on a day that match the form, in the order asked for."""
        asked = self.cleaned_data
        conditions = {
            "lan": ("organisation__county_code", asked["lan"]),
            "niva": ("role", asked["niva"]),
            "aktuell": ("is_current", CURRENT.get(asked["aktuell"])),
            "period": ("plan_period__effective_end__year", asked["period"]),
        }
        periods = periods.filter(
            **dict(condition for condition in conditions.values() if condition[1] not in ("", None))
        )
        if asked["period"]:
            periods = periods.exclude(plan_period__reason__in=NOT_ADOPTED)
        if asked["status"]:
            periods = periods.filter(has_status(asked["status"], on))
        if self.named is not None:
            periods = periods.filter(organisation__in=self.named.keys)
        return in_order(periods, self.order)

    @cached_property
    def named(self) -> NamedOrganisations | None:
        """The organisations with the name that is asked for; None when there is no letter in it."""
        text = self.cleaned_data.get("q") or ""
        return organisations_named(text) if name_key(text) else None


def has_status(status: str, on: date) -> Q:
    """Condition on an owner's period: one of the nine statuses, or one of the form's groups of them."""
    if status == "i-kraft":
        return Q(code__in=IN_FORCE_CODES)
    if status == "snart":
        return Q(code__in=IN_FORCE_CODES, plan_period__effective_end__lte=on + ENDS_SOON_WITHIN)
    if status == "utan-slut":
        return Q(code__in=IN_FORCE_CODES, plan_period__effective_end__isnull=True)
    if status == "utgangna":
        return Q(code__in=(StatusCode.EXPIRED, StatusCode.LONG_EXPIRED))
    return Q(code=status)


def in_order(periods: StatusPeriodQuerySet, order: str) -> StatusPeriodQuerySet:
    """The periods in one of the orders; they come in KB's. Without a last day they stand last."""
    if order == RegisterOrder.NAME:
        return periods.order_by("organisation__sort_key", "role")
    if order == RegisterOrder.LAST_DAY:
        draft = When(plan_period__reason__in=NOT_ADOPTED, then=None)
        last_day = Case(draft, default=F("plan_period__effective_end")).asc(nulls_last=True)
        return periods.order_by(last_day, "organisation__sort_key", "role")
    return periods


def organisations_named(text: str) -> NamedOrganisations:
    """The organisations whose name or code contains the text, as the search finds names.

    å, ä and ö are letters of their own; only where nobody has the name as it is written are they told from a and o no
    longer. Blanks and hyphens make no difference.
    """
    for key in (name_key, folded_key):
        keys = [one.id for one in organisation_directory() if contains(one, key(text), key)]
        if keys:
            return NamedOrganisations(keys, folded=key is folded_key)
    return NamedOrganisations([], folded=False)


def contains(organisation: OrganisationEntry, words: str, key: Callable[[str], str]) -> bool:
    return any(words in key(written) for written in (*organisation.all_names(), organisation.code))


def name_key(written: str) -> str:
    return "".join(letter for letter in plain(written) if letter.isalnum())


def folded_key(written: str) -> str:
    return "".join(letter for letter in fold(written) if letter.isalnum())
