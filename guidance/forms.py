"""The feedback form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guidance.choices import Helpfulness


class FeedbackForm(forms.Form):
    """A choice and an optional text. `website` is a honeypot: hidden from people, filled in by bots."""

    helpful = forms.ChoiceField(
        label=_("Did this help?"),
        choices=Helpfulness.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, partly or no.")},
    )
    text = forms.CharField(
        label=_("What is missing, or what was good?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At most 500 characters. Write nothing about persons: we do not know who answers."),
    )
    website = forms.CharField(required=False)
