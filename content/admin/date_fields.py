"""Date and time fields of the admin: they take what `content.written_dates` reads and refuse the rest.

Wagtail's picker turns what it cannot read into today. `install_date_fields` puts these fields, and inputs that leave
the text alone, in its place: in forms of models, in blocks and in filters, Wagtail's own and other packages' too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import from_current_timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.fields import RangeField
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from content.written_dates import read_day, read_day_and_time, read_time

PICKER = "date-picker"  # the controller of `js/admin/date-picker.js`
DAY_FORMS = _("Write the day as 2026-11-26, 26/11 2026 or 26 november 2026.")
TIME_FORMS = _("Write the time as 9.30, 09:30 or kl 9.")
MOMENT_FORMS = _("Write day and time as 2026-11-26 09:30 or 26/11 2026 kl. 9.30.")


class WrittenField:
    """Reads a text by `read`; a text that is none is refused with the forms that are read."""

    @staticmethod
    def read(text: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else ""
        if not text:
            return super().to_python(value)  # type: ignore[misc]
        try:
            return self.read(text)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error  # type: ignore[attr-defined]


class WrittenDateField(WrittenField, forms.DateField):
    widget = AdminDateInput
    default_error_messages = {"invalid": DAY_FORMS}
    read = staticmethod(read_day)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return picker_attributes(widget)


class WrittenTimeField(WrittenField, forms.TimeField):
    widget = AdminTimeInput
    default_error_messages = {"invalid": TIME_FORMS}
    read = staticmethod(read_time)


def read_moment(text: str) -> dt.datetime:
    """The moment in the site's time zone."""
    moment: dt.datetime = from_current_timezone(read_day_and_time(text))
    return moment


class WrittenDateTimeField(WrittenField, forms.DateTimeField):
    widget = AdminDateTimeInput
    default_error_messages = {"invalid": MOMENT_FORMS}
    read = staticmethod(read_moment)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return picker_attributes(widget)


def read_start_of_day(text: str) -> dt.datetime:
    moment: dt.datetime = from_current_timezone(dt.datetime.combine(read_day(text), dt.time()))
    return moment


class WrittenDayFilterField(WrittenDateTimeField):
    """A day that moments are compared with: midnight, when it begins."""

    default_error_messages = {"invalid": DAY_FORMS}
    read = staticmethod(read_start_of_day)


class WrittenDateRangeField(django_filters.fields.DateRangeField):
    """The first and the last day of a filter."""

    def __init__(self, *args: Any, **options: Any) -> None:
        RangeField.__init__(self, (WrittenDateField(), WrittenDateField()), *args, **options)
        for widget in self.widget.widgets:
            widget.attrs.update(picker_attributes(widget))


def picker_attributes(widget: forms.Widget) -> dict[str, Any]:
    """The attributes by which a calendar is offered beside the text, with the controllers that the input has."""
    controllers = f"{widget.attrs.get('data-controller', '')} {PICKER}".strip()
    return {"data-controller": controllers, f"data-{PICKER}-label-value": _("Calendar")}


def install_date_fields() -> None:
    """Let every form and filter of the admin use these fields. Wagtail has a setting for models only."""
    for field, written in (
        (models.DateField, WrittenDateField),
        (models.TimeField, WrittenTimeField),
        (models.DateTimeField, WrittenDateTimeField),
    ):
        register_form_field_override(field, override={"form_class": written})
    for block, written in (
        (blocks.DateBlock, WrittenDateField),
        (blocks.TimeBlock, WrittenTimeField),
        (blocks.DateTimeBlock, WrittenDateTimeField),
    ):
        block.field = cached_property(block_field(written))
        block.field.__set_name__(block, "field")
    for widget, template in ((AdminDateInput, "date"), (AdminTimeInput, "time"), (AdminDateTimeInput, "datetime")):
        widget.template_name = f"django/forms/widgets/{template}.html"
        widget.media = forms.Media()
        register(WidgetAdapter(), widget)
    django_filters.DateFilter.field_class = WrittenDateField
    django_filters.DateTimeFilter.field_class = WrittenDayFilterField
    django_filters.DateFromToRangeFilter.field_class = WrittenDateRangeField


def block_field(form_class: type[forms.Field]) -> Callable[[Any], forms.Field]:
    """A getter of a block's form field of that class."""

    def field(block: Any) -> forms.Field:
        return form_class(**block.field_options)

    return field
