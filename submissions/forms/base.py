"""What the forms of all kinds of cases share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.admin.date_fields import WrittenDateField
from content.fields import WebAddressFormField
from content.pages import FollowUp
from organisations.models import Organisation

LINK, FILE = "source_url", "file"  # stand on the case and in its attachments, not in its data
DAY_EXAMPLE = _("For example 2026-11-30 or 30 november 2026.")
TEXT = 4_000  # characters


class DayField(WrittenDateField):
    """A day, typed as people type days; kept as it was typed when it cannot be read."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": DAY_EXAMPLE, **options})


def text_field(label: Any, rows: int = 6, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=TEXT, widget=forms.Textarea(attrs={"rows": rows}), **options)


def follow_up_field() -> forms.ChoiceField:
    """The link to section 18, which the founding document (2018) demands of what is taken up."""
    return forms.ChoiceField(
        label=_("Which part of section 18 is it about?"),
        choices=FollowUp.choices,
        widget=forms.RadioSelect,
        help_text=_("Träffpunkt takes up the follow-up of adopted plans: how they are designed and used."),
        error_messages={"required": _("Choose how it is tied to section 18 of the Libraries Act.")},
    )


class CaseForm(forms.Form):
    """A form that becomes a case. It is about an organisation, and keeps whatever is typed."""

    use_required_attribute = False
    finds_similar: ClassVar[bool] = False  # whether similar proposals are shown, by the title
    optional: ClassVar[tuple[str, ...]] = ()  # fields whose labels say so

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.label_suffix = ""
        for name in self.optional:
            self.fields[name].label = _("%(label)s (optional)") % {"label": self.fields[name].label}

    @property
    def case_title(self) -> str:
        return str(self.cleaned_data.get("title", ""))

    @property
    def case_data(self) -> dict[str, Any]:
        """The valid fields as JSON by name; link and files stand elsewhere."""
        return {name: as_json(value) for name, value in self.cleaned_data.items() if name not in (LINK, FILE)}

    @property
    def case_link(self) -> str:
        return str(self.cleaned_data.get(LINK) or "")

    def typed(self) -> dict[str, Any]:
        """What was typed, valid or not, by the names of fields."""
        return typed_values(self.fields, self.data)


def typed_values(fields: Mapping[str, forms.Field], data: QueryDict | Mapping[str, Any]) -> dict[str, Any]:
    names = [name for name in fields if name != FILE]
    return {name: fields[name].widget.value_from_datadict(data, {}, name) for name in names}


def as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def link_field(**options: Any) -> forms.URLField:
    return WebAddressFormField(
        **{
            "label": _("Link"),
            "max_length": 1000,
            "required": False,
            "error_messages": {"invalid": _("Write a whole address, for example https://www.kommunen.se/plan.pdf.")},
            **options,
        }
    )
