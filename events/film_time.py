"""Times of a film, stored in seconds and written as minutes and seconds."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FILM_TIME = re.compile(r"(?:(\d{1,2})[.:])?(\d{1,3})[.:]([0-5]\d)")


class FilmTimeFormField(forms.Field):
    """Reads `12:30` and `1:02:30`, with points too, as seconds; None when it is empty."""

    default_error_messages = {"invalid": _("Write minutes and seconds, such as 12:30 or 1:02:30.")}

    def __init__(self, **options: Any) -> None:
        options.pop("min_value", None)  # the validators of the model say it
        options.pop("max_value", None)
        super().__init__(**options)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        match = FILM_TIME.fullmatch(str(value).strip())
        if match is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds

    def prepare_value(self, value: Any) -> Any:
        return film_time_text(value) if isinstance(value, int) else value


class FilmTimeField(models.PositiveIntegerField):
    """Seconds, written as minutes and seconds. In migrations it is the field that it stores."""

    def formfield(self, **options: Any) -> Any:
        return super().formfield(**{"form_class": FilmTimeFormField, **options})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.PositiveIntegerField", list(arguments), options


def film_time_text(seconds: int) -> str:
    """`12:30`, from an hour on `1:02:30`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
