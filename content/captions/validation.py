"""Why a file is refused as captions, for the forms where editors choose or upload it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.documents.models import AbstractDocument

from content.captions.reader import document_captions
from content.captions.types import InvalidCaptions


def captions_error(document: AbstractDocument) -> str:
    """Why the document cannot be shown as captions, in words for the editor; empty when it can."""
    try:
        document_captions(document)
    except InvalidCaptions as error:
        return str(error)
    except OSError:
        return _("The file is gone. Upload it again.")
    return ""
