"""Forms about mail."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from notifications.models import MailPreference, Notice, ReplyTemplate
from notifications.placeholders import PLACEHOLDERS
from notifications.reasons import letter_choices


class PaceForm(forms.ModelForm):
    """How often one wants mail."""

    class Meta:
        model = MailPreference
        fields: ClassVar = ["pace"]
        widgets: ClassVar = {"pace": forms.RadioSelect}


class NoticeForm(forms.ModelForm):
    """What a notice in the outbox says."""

    class Meta:
        model = Notice
        fields: ClassVar = ["subject", "text"]
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 16})}
        help_texts: ClassVar = {"text": _("{lank} becomes the link to the case when the mail is sent.")}

    def clean_subject(self) -> str:
        """On one line, as a subject is."""
        return " ".join(self.cleaned_data["subject"].split())


class ReplyTemplateForm(forms.ModelForm):
    """KB's wording of a letter."""

    reason = forms.ChoiceField(label=_("Letter"), choices=letter_choices)

    class Meta:
        model = ReplyTemplate
        fields: ClassVar = ["reason", "subject", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = "; ".join(f"{{{name}}} {label}" for name, label in PLACEHOLDERS.items())

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if ReplyTemplate.objects.exclude(pk=self.instance.pk).filter(reason=reason).exists():
            raise ValidationError(_("There is a template for these letters already."))
        return reason
