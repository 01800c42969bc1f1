"""The sentence for each reason why a file, or some of its pages, could not be read as text.

Readers are told what is the matter, editors also what to do about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from extraction.reasons import ExtractionReason, PageRange, ReasonCode

MAX_RANGES = 6  # named in a sentence

MESSAGES = {
    ReasonCode.POOR_PAGES: ngettext_lazy(
        "The text on page %(pages)s cannot be trusted: the font is garbled or blanks are missing.",
        "The text on pages %(pages)s cannot be trusted: the font is garbled or blanks are missing.",
        "count",
    ),
    ReasonCode.PAGES_WITHOUT_TEXT: ngettext_lazy(
        "Page %(pages)s is a picture without text.", "Pages %(pages)s are pictures without text.", "count"
    ),
    ReasonCode.DAMAGED_PAGES: ngettext_lazy(
        "Page %(pages)s is damaged and could not be read.",
        "Pages %(pages)s are damaged and could not be read.",
        "count",
    ),
    ReasonCode.OCR_PAGES: ngettext_lazy(
        "Page %(pages)s was read by text recognition; single words may be wrong.",
        "Pages %(pages)s were read by text recognition; single words may be wrong.",
        "count",
    ),
    ReasonCode.HIDDEN_TEXT_ON_PAGES: ngettext_lazy(
        "Text that cannot be seen on page %(pages)s was left out.",
        "Text that cannot be seen on pages %(pages)s was left out.",
        "count",
    ),
    ReasonCode.FILE_TOO_LARGE: _("The file is larger than %(limit)s MB, more than we accept."),
    ReasonCode.TOO_MANY_PAGES: _("The file has more than %(limit)s pages, more than we read."),
    ReasonCode.TOO_MANY_PASSAGES: _("The file has more than %(limit)s paragraphs, more than we read."),
    ReasonCode.NO_TEXT: _("The document has no text."),
    ReasonCode.OCR_PENDING: _("The text will be read by text recognition."),
    ReasonCode.OCR_NOT_INSTALLED: _("Text recognition is not installed here."),
    ReasonCode.NO_READABLE_PAGES: _("The file is damaged: it has no pages that can be read."),
    ReasonCode.HIDDEN_TEXT: _(
        "The file holds text that is hidden or marked as deleted. "
        "It is left out here, but whoever fetches the file has it."
    ),
    ReasonCode.EMPTY_FILE: _("The file is empty."),
    ReasonCode.UNKNOWN_FORMAT: _("The file is not a PDF, a Word or OpenDocument document or a web page."),
    ReasonCode.LEGACY_WORD: _("The file is a Word document of an older kind (.doc)."),
    ReasonCode.RICH_TEXT_FORMAT: _("The file is an RTF document."),
    ReasonCode.PLAIN_TEXT: _("The file is plain text without formatting."),
    ReasonCode.OTHER_OFFICE_FORMAT: _(
        "The file is a spreadsheet, a presentation or another package, not a text document."
    ),
    ReasonCode.DYNAMIC_FORM: _(
        "The file is a form that only Adobe Reader can show; what it holds for others is a request to wait."
    ),
    ReasonCode.PDF_PORTFOLIO: _("The file is a PDF portfolio, a cover around other files."),
    ReasonCode.WEB_PAGE_WITHOUT_PLAN: _("The file is a web page, not a plan."),
    ReasonCode.LOCKED_FILE: _("The file is locked with a password."),
    ReasonCode.LOCKED_DOCUMENT: _("The document is locked with a password."),
    ReasonCode.RIGHTS_MANAGED: _(
        "The file is protected by a rights service, so that only those it was sent to can open it."
    ),
    ReasonCode.UNSUPPORTED_ENCRYPTION: _("The file is locked in a way that we cannot read."),
    ReasonCode.BROKEN_PACKAGE: _("The file is cut off or damaged: the parts of the document cannot be found."),
    ReasonCode.BROKEN_PDF: _("The file is damaged and cannot be opened."),
    ReasonCode.BROKEN_XML: _("The document is damaged: its content cannot be parsed."),
    ReasonCode.ENTITY_DEFINITIONS: _(
        "The document contains definitions that do not belong in an office document, so it is not read."
    ),
    ReasonCode.TOO_MANY_PARTS: _("The document has more parts than we read."),
    ReasonCode.UNPACKS_TOO_LARGE: _("The file unpacks to more than we read."),
    ReasonCode.CROWDED_PAGE: _("A page holds more text than we read."),
    ReasonCode.TIME_LIMIT: _("It took too long to read the file. It may be broken."),
    ReasonCode.MEMORY_LIMIT: _("The file needs more memory than we read with. It may be broken."),
    ReasonCode.READER_CRASHED: _("The file is damaged in such a way that it cannot be read."),
    ReasonCode.FILE_MISSING: _("The copy of the file is missing on the server."),
    ReasonCode.READING_INTERRUPTED: _(
        "The reading was interrupted, by nothing that is wrong with the file. It is tried again by itself."
    ),
    ReasonCode.PAGE_NOT_OPENED: _("The page cannot be opened."),
    ReasonCode.PAGE_TOO_LARGE: _("The page is too large to be shown as a picture."),
    ReasonCode.OCR_FAILED: _("Text recognition of the page failed."),
    ReasonCode.IMAGE_WITHOUT_PAGES: _("The document has no pages that can be shown as pictures."),
    ReasonCode.IMAGE_FAILED: _("The page could not be shown as a picture."),
}

FETCH_AGAIN = _("Fetch it again.")
SAVE_AS = _("Save it as .docx or PDF and submit it again.")
SUSPECT = _("It is broken or made to do harm.")
ADVICE = {
    ReasonCode.TOO_MANY_PASSAGES: SUSPECT,
    ReasonCode.UNPACKS_TOO_LARGE: SUSPECT,
    ReasonCode.CROWDED_PAGE: SUSPECT,
    ReasonCode.NO_READABLE_PAGES: FETCH_AGAIN,
    ReasonCode.BROKEN_PACKAGE: FETCH_AGAIN,
    ReasonCode.BROKEN_PDF: FETCH_AGAIN,
    ReasonCode.LEGACY_WORD: SAVE_AS,
    ReasonCode.RICH_TEXT_FORMAT: SAVE_AS,
    ReasonCode.PLAIN_TEXT: SAVE_AS,
    ReasonCode.UNKNOWN_FORMAT: _("Fetch the plan in one of these formats."),
    ReasonCode.DYNAMIC_FORM: _("Open it there, print it to a PDF file and submit that."),
    ReasonCode.PDF_PORTFOLIO: _("Open it, save the plan in it as a file of its own and submit that."),
    ReasonCode.WEB_PAGE_WITHOUT_PLAN: _("Open the link, fetch the document itself and submit it."),
    ReasonCode.LOCKED_FILE: _("Ask the owner for a file without a password."),
    ReasonCode.LOCKED_DOCUMENT: _("Ask the owner for a file without a password."),
    ReasonCode.RIGHTS_MANAGED: _("Ask the owner for a file without protection."),
    ReasonCode.BROKEN_XML: _("Open it, save it again and submit it once more."),
}


def reason_text(*reasons: ExtractionReason) -> str:
    """What is the matter, for readers: a sentence for each reason in the active language; empty without reasons."""
    return " ".join(_sentence(reason) for reason in reasons)


def reason_with_advice(*reasons: ExtractionReason) -> str:
    """The same for editors, each with what to do about it."""
    told = ((_sentence(reason), str(ADVICE.get(reason.code, ""))) for reason in reasons)
    return " ".join(part for parts in told for part in parts if part)


def _sentence(reason: ExtractionReason) -> str:
    count = sum(last - first + 1 for first, last in reason.pages)
    limit = number_format(reason.limit, force_grouping=True)
    return str(MESSAGES[reason.code] % {"pages": _page_list(reason.pages), "count": count, "limit": limit})


def _page_list(ranges: Sequence[PageRange]) -> str:
    """ "1–4, 7", at most six ranges of pages."""
    named = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
    listed = ", ".join(named[:MAX_RANGES])
    return gettext("%(pages)s and others") % {"pages": listed} if len(named) > MAX_RANGES else listed
