"""The form of a document: a new file keeps the old one's address; who sees it; it can be hidden from readers."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from content.audiences import Audience, audience_of, directory, restriction_values
from content.captions.forms import EXTENSIONS
from content.captions.forms import DocumentForm as CaptionsDocumentForm
from content.models import HIDE_PERMISSION, DocumentAudience, HiddenDocument

REPLACED, HIDDEN, SHOWN = "content.replace_document", "content.hide_document", "content.show_document"
AUDIENCE_CHANGED = "content.document_audience"
AS_PAGES = ("", gettext_lazy("As the pages that use it"))


class HidingFormatter(LogFormatter):
    """Tells the reason with the entry."""

    label = gettext_lazy("Hide from readers")

    def format_message(self, log_entry: Any) -> str:
        return _("Document hidden from readers: %(reason)s") % log_entry.data


class AudienceFormatter(LogFormatter):
    """Tells the audience with the entry."""

    label = gettext_lazy("Change who sees the document")

    def format_message(self, log_entry: Any) -> str:
        labels = {AS_PAGES[0]: AS_PAGES[1], **dict(Audience.choices)}
        return _("Document visible to: %(audience)s") % {"audience": labels[log_entry.data["audience"]]}


class DocumentForm(CaptionsDocumentForm):
    """What is done with a document is in its log: who replaced, hid or showed it, when and why."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Visible to"),
        required=False,
        choices=[AS_PAGES, *Audience.choices],
        help_text=gettext_lazy("A choice of its own holds whatever pages use the document, and at once."),
    )
    hide_reason = forms.CharField(
        label=gettext_lazy("Hide from readers"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Write why, and nobody gets the file any more. Take the text away to show it again."),
    )

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.hidden = HiddenDocument.objects.filter(document=self.instance.pk).first() if self.instance.pk else None
        self.initial["hide_reason"] = self.hidden.reason if self.hidden else ""
        if not self.instance.pk or user is None or not user.has_perm(HIDE_PERMISSION):
            del self.fields["hide_reason"]
        if self.instance.pk and user is not None:
            self.set_up_audience()
        else:
            del self.fields["audience"]

    def set_up_audience(self) -> None:
        """Offer what the user may choose in the document's collection; what the user may not change stays."""
        self.own = DocumentAudience.objects.filter(document=self.instance.pk).prefetch_related("groups").first()
        current = audience_of([self.own], directory().groups(self.instance.collection)) if self.own else AS_PAGES[0]
        offered = {AS_PAGES[0], *directory().offered(self.user, self.instance.collection)}
        field = self.fields["audience"]
        field.choices = [choice for choice in field.choices if choice[0] in {*offered, current}]
        field.disabled = current not in offered
        self.initial["audience"] = current

    @property
    def is_replaced(self) -> bool:
        return bool(self.instance.pk) and "file" in self.changed_data

    def clean_file(self) -> Any:
        """The file, under the name of the one that it replaces.

        Raises:
            ValidationError: It is of another kind, whose address would be another one. Captions are of one kind.
        """
        file = self.cleaned_data["file"]
        if file and self.is_replaced:
            old, kind = PurePath(self.instance.filename), PurePath(file.name).suffix.lower()
            if kind == old.suffix.lower():
                file.name = old.name
            elif not {kind, old.suffix.lower()} <= set(EXTENSIONS):
                message = _("Choose a file of the same kind (%(kind)s): its address stays.")
                raise ValidationError(message % {"kind": old.suffix})
        return file

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        if commit and "hide_reason" in self.changed_data:
            self.hide_or_show(self.cleaned_data["hide_reason"])  # before what is read from the file is made anew
        if commit and "audience" in self.fields and {"audience", "collection"} & set(self.changed_data):
            self.change_audience(self.cleaned_data.get("audience") or "")
        is_replaced = self.is_replaced
        document = super().save(commit)
        if commit and is_replaced:
            log(document, REPLACED, user=self.user)
        return document

    def hide_or_show(self, reason: str) -> None:
        HiddenDocument.objects.filter(document=self.instance).delete()
        if reason:
            HiddenDocument.objects.create(document=self.instance, reason=reason)
        log(self.instance, HIDDEN if reason else SHOWN, user=self.user, data={"reason": reason})

    def change_audience(self, chosen: str) -> None:
        """Show the document to an audience in the collection that it is in now; to readers of its pages for none."""
        if self.fields["audience"].disabled:
            return
        if chosen:
            kind, groups = restriction_values(Audience(chosen), directory().groups(self.instance.collection))
            row = self.own or DocumentAudience(document=self.instance)
            row.restriction_type = kind
            row.save()
            row.groups.set(groups)
        elif self.own:
            self.own.delete()
        if "audience" in self.changed_data:
            log(self.instance, AUDIENCE_CHANGED, user=self.user, data={"audience": chosen})
