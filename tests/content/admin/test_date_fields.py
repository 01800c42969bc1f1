"""Dates as people write them, in every date and time field of the admin."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils import timezone
from django_filters.fields import DateRangeField, DateTimeRangeField, TimeRangeField
from pytest_django.plugin import DjangoDbBlocker
from wagtail import blocks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.viewsets import viewsets
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import get_page_models

from content.admin.date_fields import (
    WrittenDateField,
    WrittenDateRangeField,
    WrittenDateTimeField,
    WrittenDayFilterField,
    WrittenTimeField,
)

TEMPORAL = (forms.DateField, forms.TimeField, forms.DateTimeField, DateRangeField, DateTimeRangeField, TimeRangeField)
DAY = dt.date(2026, 11, 26)
DAYS = {  # what is written, and the day that it is; None: refused
    "2026-11-26": DAY,
    "2026-1-2": dt.date(2026, 1, 2),
    "26/11 2026": DAY,
    "26/11-2026": DAY,
    "26/11/2026": DAY,
    "26.11.2026": DAY,
    "26 nov 2026": DAY,
    "26 nov. 2026": DAY,
    "26 November 2026": DAY,
    " den 26  november 2026 ": DAY,
    "torsdag 26 november 2026": DAY,
    "torsdagen den 26 november 2026": DAY,
    "1 januari 2027": dt.date(2027, 1, 1),
    "1:a maj 2027": dt.date(2027, 5, 1),
    "29/2 2028": dt.date(2028, 2, 29),
    "29/2 2027": None,
    "31 november 2026": None,
    "11/26 2026": None,
    "26/11": None,
    "26/11 26": None,
    "26 november": None,
    "fredag 26 november 2026": None,
    "26 novembr 2026": None,
    "1 ju 2027": None,
    "i dag": None,
    "2026": None,
    "NaN-NaN-NaN": None,
}
TIMES = {
    "9": dt.time(9),
    "kl 9": dt.time(9),
    "kl. 9.30": dt.time(9, 30),
    "Klockan 18.00": dt.time(18),
    "09:30": dt.time(9, 30),
    "9.3": None,
    "24.00": None,
    "9.60": None,
    "halv tio": None,
}
MOMENTS = {
    "3/12 2026 kl. 9.30": dt.datetime(2026, 12, 3, 9, 30),
    "3/12 2026 kl 9": dt.datetime(2026, 12, 3, 9),
    "3 december 2026, 9.30": dt.datetime(2026, 12, 3, 9, 30),
    "2026-12-03 09:30": dt.datetime(2026, 12, 3, 9, 30),
    "2026-12-03T09:30": dt.datetime(2026, 12, 3, 9, 30),
    "3/12 2026": None,
    "3/12 2026 9": None,
    "kl 9": None,
    "3/12 2026 kl": None,
    "31/11 2026 kl. 9": None,
}


def date_fields() -> dict[str, forms.Field]:
    """Every date and time field of the admin's forms, blocks and filters, by form and name."""
    found = {}
    for form in form_classes():
        for name, field in form_fields(form):
            found[f"{form.__module__}.{form.__qualname__}.{name}"] = field
    for filters in filter_sets():
        for name, one in filters.base_filters.items():
            if issubclass(one.field_class, TEMPORAL):
                found[f"{filters.__module__}.{filters.__qualname__}.{name}"] = one.field
    return {name: field for name, field in found.items() if isinstance(field, TEMPORAL)}


def form_classes() -> Iterator[type[forms.BaseForm]]:
    get_resolver().url_patterns  # noqa: B018 - registers every viewset
    for page_type in get_page_models():
        yield page_type.get_edit_handler().get_form_class()
    for model in settings_registry:
        yield get_setting_edit_handler(model).get_form_class()
    for viewset in viewsets.viewsets:
        if hasattr(viewset, "get_form_class"):
            yield viewset.get_form_class()
        if handler := getattr(viewset, "_edit_handler", None):
            yield handler.get_form_class()


def form_fields(form: Any) -> Iterator[tuple[str, forms.Field]]:
    for name, field in form.base_fields.items():
        yield name, field
        if block := getattr(field, "block", None):
            yield from block_fields(block, name)
    for relation, formset in getattr(form, "formsets", {}).items():
        yield from ((f"{relation}.{name}", field) for name, field in form_fields(formset.form))


def block_fields(block: blocks.Block, path: str) -> Iterator[tuple[str, forms.Field]]:
    if isinstance(block, blocks.FieldBlock):
        yield path, block.field
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from block_fields(child, f"{path}.{name}")
    if child := getattr(block, "child_block", None):
        yield from block_fields(child, path)


def filter_sets(of: type = WagtailFilterSet) -> Iterator[Any]:
    for child in of.__subclasses__():
        yield child
        yield from filter_sets(child)


@pytest.fixture(scope="module")
def fields(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, forms.Field]:
    with django_db_blocker.unblock():
        return date_fields()


def read(field: forms.Field, text: str) -> Any:
    """What the field reads; None when it refuses the text."""
    try:
        return field.clean(text)
    except ValidationError:
        return None


def test_every_date_and_time_field_of_the_admin_is_found_and_reads_what_is_written(fields):
    ours = (WrittenDateField, WrittenTimeField, WrittenDateTimeField, WrittenDateRangeField)

    assert {name for name, field in fields.items() if not isinstance(field, ours)} == set()
    for ending in ("EventPageForm.starts", "EventPageForm.programme.starts", "EventPageForm.go_live_at"):
        assert any(name.endswith(ending) for name in fields), sorted(fields)
    assert any(name.endswith("change_log.change.day") for name in fields), sorted(fields)


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_written_day_is_that_day_or_refused_in_every_field(fields, text, day):
    wanted = {}
    for name, field in fields.items():
        if isinstance(field, WrittenDateField):
            wanted[name] = (read(field, text), day)
        elif isinstance(field, WrittenDayFilterField):
            moment = read(field, text)
            wanted[name] = (moment and timezone.localtime(moment).date(), day)
        elif isinstance(field, WrittenDateRangeField):
            span = read(field, [text, text])
            wanted[name] = (span and (span.start.date(), span.stop.date()), day and (day, day))

    assert wanted
    assert {name: pair for name, pair in wanted.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize(("text", "time"), TIMES.items())
def test_a_written_time_is_that_time_or_refused_in_every_field(fields, text, time):
    found = {name: read(field, text) for name, field in fields.items() if isinstance(field, WrittenTimeField)}

    assert found
    assert set(found.values()) == {time}


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_a_written_moment_is_that_moment_or_refused_in_every_field(fields, text, moment):
    moments = {name: field for name, field in fields.items() if type(field) is WrittenDateTimeField}
    wanted = moment and timezone.make_aware(moment)

    assert moments
    assert {read(field, text) for field in moments.values()} == {wanted}


def test_the_refusal_names_what_can_be_written():
    with pytest.raises(ValidationError) as refusal:
        WrittenDateField().clean("i morgon")

    assert refusal.value.messages == ["Skriv dagen som 2026-11-26, 26/11 2026 eller 26 november 2026."]
