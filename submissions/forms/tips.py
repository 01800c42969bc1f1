"""The open form: somebody tells of a plan by its link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from submissions.forms.base import link_field, text_field


class TipForm(forms.Form):
    """A link to a plan, and whose it is. `website` is a honeypot, hidden from people."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        label=_("Whose plan is it?"),
        queryset=Organisation.objects.none(),
        to_field_name="code",
        empty_label=_("Choose a municipality or region"),
        error_messages={"required": _("Choose whose plan it is.")},
    )
    source_url = link_field(
        label=_("Link to the plan"), required=True, help_text=_("We take no files here: the link is enough.")
    )
    message = text_field(
        _("What do you want to tell?"), rows=4, required=False, help_text=_("For example when it was adopted.")
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you want to know what comes of it."),
        error_messages={"invalid": _("Write a whole e-mail address, for example name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = Organisation.objects.exclude(county_code="").by_name()
        self.fields["organisation"].queryset = owners  # type: ignore[attr-defined]

    def clean_message(self) -> str:
        return str(self.cleaned_data["message"]).strip()
