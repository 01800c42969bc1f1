"""Links to documents on pages: one that is hidden, or gone, is named without a link, and the reader is told.

The link comes back when the document is shown again: nothing of it is stored with the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.documents.rich_text import DocumentLinkHandler

from content.models import is_hidden

REMOVED = "<a data-removed>"  # holds the name until `tell_removed` takes it out
REMOVED_LINK = re.compile(rf"{REMOVED}(.*?)</a>", re.DOTALL)


class DocumentBlock(DocumentChooserBlock):
    """A document of which it is known whether it is hidden: one query for all of a page's."""

    def bulk_to_python(self, values: Iterable[Any]) -> Any:
        documents = super().bulk_to_python(values)
        prefetch_hidden(documents)
        return documents


class ShownDocumentLinkHandler(DocumentLinkHandler):
    """Links in rich text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags of links; `REMOVED` for a document that is hidden or gone."""
        documents = cls.get_many(attrs_list)
        prefetch_hidden(documents)
        return [
            REMOVED if document is None or is_hidden(document) else f'<a href="{escape(document.url)}">'
            for document in documents
        ]


def prefetch_hidden(documents: Sequence[AbstractDocument | None]) -> None:
    prefetch_related_objects([document for document in documents if document], "hidden")


def tell_removed(html: str) -> SafeString:
    """Rich text as HTML, with a sentence after the name of each document that is not shown."""
    sentence = _("(the document has been removed)")
    return mark_safe(REMOVED_LINK.sub(lambda link: format_html("{} {}", mark_safe(link[1]), sentence), html))  # noqa: S308
