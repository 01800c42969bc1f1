"""Documents that are kept from readers for a time, or shown to an audience of their own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.models.view_restrictions import BaseViewRestriction

HIDE_PERMISSION = "content.hide_document"


class HiddenDocument(models.Model):
    """Hides a document from readers as long as the row is there; the log of the document tells who did it."""

    wagtail_reference_index_ignore = True  # is no use of the document

    document = models.OneToOneField("wagtaildocs.Document", on_delete=models.CASCADE, related_name="hidden")
    reason = models.CharField(_("reason"), max_length=300)
    hidden_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        permissions = [("hide_document", _("Can hide a document from readers at once"))]

    def __str__(self) -> str:
        return str(self.document)


def is_hidden(upload: Any) -> bool:
    """Whether an image or a document is hidden; only documents are. A query, unless `hidden` was fetched along."""
    return isinstance(upload, AbstractDocument) and hasattr(upload, "hidden")


class DocumentAudience(BaseViewRestriction):
    """Shows a document to an audience of its own, whatever pages use it; without a row it follows the pages."""

    wagtail_reference_index_ignore = True  # is no use of the document

    document = models.OneToOneField("wagtaildocs.Document", on_delete=models.CASCADE, related_name="audience")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.document)
