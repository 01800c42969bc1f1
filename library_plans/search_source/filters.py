"""Filters of the plans' search: names, labels, order, and the index term of each value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from library_plans.choices import (
    PLAN_CODES,
    DecisionBody,
    DecisionKind,
    EditionVariant,
    OwnerRole,
    PlanKind,
    StatusCode,
)
from library_plans.models.decisions import dnr_key
from library_plans.register.plan_filters import OPEN_ENDED
from organisations.directory import organisation_directory
from search.sources import Filter

CHOICES: Mapping[str, type[TextChoices]] = {
    "niva": OwnerRole,
    "typ": PlanKind,
    "beslut": DecisionKind,
    "organ": DecisionBody,
    "variant": EditionVariant,
}
YEAR = re.compile(r"(19|20)\d\d")
STARTS_IN_YEAR = re.compile(r"fran-((?:19|20)\d\d)")
ADOPTED_IN_YEAR = re.compile(rf"{DecisionKind.ADOPTION}-((?:19|20)\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
NUMBER = re.compile(r"[1-9][0-9]{0,17}")
UNKNOWN_LAST = 99


def all_filters() -> tuple[Filter, ...]:
    """The filters in display order; the last two are set by links only."""
    return (
        Filter("niva", _("Level")),
        Filter("lan", _("County")),
        Filter("kommun", _("Municipality or region")),
        Filter("typ", _("Kind of plan")),
        Filter("status", _("Status")),
        Filter("period", _("Goes out")),
        Filter("sprak", _("Language")),
        Filter("beslut", _("Decision")),
        Filter("organ", _("Adopted by")),
        Filter("variant", _("Version")),
        Filter("dnr", _("Reference number"), as_facet=False),
        Filter("edition", _("Edition"), as_facet=False),
    )


def resolve_value(name: str, value: str) -> tuple[str, str]:
    """A reader's value as name and value of the index: `beslut=antagande-2022` is `antagen` 2022.

    Raises:
        ValueError: There is no such value; the message is a sentence for the reader.
    """
    if name == "dnr":
        return name, dnr_key(value)
    if name == "kommun" and (found := organisation_directory().get(value)):
        return name, found.code
    if name == "period" and (starts := STARTS_IN_YEAR.fullmatch(value)):
        return "borjar", starts[1]
    if name == "beslut" and (adopted := ADOPTED_IN_YEAR.fullmatch(value)):
        return "antagen", adopted[1]
    if not VALUE_EXISTS[name](value):
        label = next(row.label for row in all_filters() if row.name == name)
        raise ValueError(_("“%(label)s” has no value “%(value)s”.") % {"label": label, "value": value[:60]})
    return name, value


def is_choice(choices: type[TextChoices]) -> Callable[[str], bool]:
    return lambda value: value in choices.values


VALUE_EXISTS: Mapping[str, Callable[[str], bool]] = {
    **{name: is_choice(choices) for name, choices in CHOICES.items()},
    "lan": lambda value: value in organisation_directory().counties,
    "kommun": lambda value: False,
    "status": lambda value: value in PLAN_CODES,
    "period": lambda value: value == OPEN_ENDED or YEAR.fullmatch(value) is not None,
    "sprak": lambda value: LANGUAGE.fullmatch(value) is not None,
    "edition": lambda value: NUMBER.fullmatch(value) is not None,
}


def value_label(name: str, value: str) -> str:
    """The label of a value; the value itself where the register has no word for it."""
    if name in CHOICES and value in CHOICES[name].values:
        return capfirst(str(CHOICES[name](value).label))
    return VALUE_LABELS.get(name, lambda value: value)(value)


def owner_label(code: str) -> str:
    found = organisation_directory().get(code)
    return found.display_name if found else code


def status_label(code: str) -> str:
    return str(StatusCode(code).label) if code in PLAN_CODES else code


def period_label(value: str) -> str:
    if starts := STARTS_IN_YEAR.fullmatch(value):
        return _("Begins in %(year)s") % {"year": starts[1]}
    return _("Until further notice") if value == OPEN_ENDED else _("Goes out in %(year)s") % {"year": value}


def decision_label(value: str) -> str:
    adopted = ADOPTED_IN_YEAR.fullmatch(value)
    return _("Adopted in %(year)s") % {"year": adopted[1]} if adopted else value


def language_label(code: str) -> str:
    try:
        return capfirst(get_language_info(code)["name_translated"])
    except KeyError:
        return code


VALUE_LABELS: Mapping[str, Callable[[str], str]] = {
    "lan": lambda value: organisation_directory().counties.get(value, value),
    "kommun": owner_label,
    "status": status_label,
    "period": period_label,
    "beslut": decision_label,
    "sprak": language_label,
}


def value_order(name: str, value: str) -> tuple[Any, ...]:
    """Sorts the values of a facet: län by number, owners in Swedish order, years by year, codes as in the rules."""
    if name in CHOICES:
        values = CHOICES[name].values
        return (values.index(value) if value in values else UNKNOWN_LAST, value)
    if name == "status":
        return (PLAN_CODES.index(StatusCode(value)) if value in PLAN_CODES else UNKNOWN_LAST, value)
    if name == "kommun":
        found = organisation_directory().get(value)
        return (found.sort_key if found else value, value)
    if name == "sprak":
        return (value != "sv", value)
    return (value == OPEN_ENDED, value)
