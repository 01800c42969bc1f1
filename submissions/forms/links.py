"""The form by which a region or KB lets an organisation in without account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.querysets import OrganisationQuerySet


class AccessLinkForm(forms.Form):
    """To whom a link is sent, and for which organisation."""

    use_required_attribute = False

    organisation = forms.ModelChoiceField(
        label=_("For which organisation?"), queryset=Organisation.objects.none(), to_field_name="code"
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Whoever has the link sends in for the organisation for 30 days. Use an address that you know."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, organisations: OrganisationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
