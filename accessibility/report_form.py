"""The form for fault reports, which are sent by e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class FaultReportForm(forms.Form):
    """A fault report. `website` is a honeypot, hidden from people."""

    text = forms.CharField(
        label=gettext_lazy("What does not work?"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what does not work.")},
    )
    where = forms.CharField(
        label=gettext_lazy("On which page?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("The page's name or address, if you know it."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        help_text=gettext_lazy("Only if you want an answer."),
        error_messages={"invalid": gettext_lazy("Write a whole e-mail address, for example name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False)


def send_report(report: dict[str, Any], *, to: str, page: str) -> None:
    """Queue a valid report as mail to an address; drop one whose honeypot is filled in."""
    if report["website"]:
        return
    lines = [
        report["text"],
        "",
        _("Page: %(where)s") % {"where": report["where"] or _("not told")},
        _("Answer to: %(email)s") % {"email": report["email"] or _("no answer is asked for")},
        _("Sent from %(page)s") % {"page": page},
    ]
    message = EmailMessage(
        subject=_("Report of a fault in accessibility"),
        body="\n".join(lines),
        to=[to],
        reply_to=[report["email"]] if report["email"] else [],
    )
    message.send()
