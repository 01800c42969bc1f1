"""The columns of a list of plans: what they are called on screen, and which of somebody else's columns they are."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE = "file"
COLUMNS: dict[str, str | Promise] = {
    FILE: _("File"),
    "owner_codes": _("Owner"),
    "kind": _("Kind of plan"),
    "title": _("Title"),
    "starts": _("First day"),
    "ends": _("Last day"),
    "decided_on": _("Decided on"),
    "body": _("Decided by"),
    "section": _("Paragraph (§)"),
    "dnr": _("Reference number"),
    "variant": _("Version"),
    "language": _("Language"),
    "source_url": _("The owner's own link"),
}
HEADERS = {  # words that a header begins with, in the lists of KB and of others; the first that is found counts
    FILE: ("fil", "dokument", "pdf"),
    "owner_codes": ("owner_code", "ägare", "kommun", "region", "huvudman", "organisation"),
    "kind": ("plantyp", "typ", "slag", "kategori"),
    "title": ("titel", "namn", "rubrik", "planens namn"),
    "starts": ("start", "börjar", "första dag", "från", "giltig från", "gäller från"),
    "ends": ("slut", "sista dag", "till", "giltig till", "gäller till", "utgår"),
    "body": ("beslutsorgan", "beslutande", "beslutad av", "antagen av", "organ", "instans"),
    "decided_on": ("beslutsdatum", "beslutad", "antagen", "antagandedatum", "datum för beslut"),
    "section": ("paragraf", "§"),
    "dnr": ("diarie", "dnr", "ärendenummer"),
    "variant": ("version", "variant", "utgåva"),
    "language": ("språk",),
    "source_url": ("länk", "url", "webb", "adress", "källa"),
}


def guess_columns(header: Sequence[str]) -> dict[str, int]:
    """The place in the header of each column that it seems to have, by our name; none of theirs stands for two.

    Their name is ours, or our label, or else begins with one of the usual words.
    """
    folded = [name.casefold().strip() for name in header]
    guessed: dict[str, int] = {}
    for name, label in COLUMNS.items():
        for place, theirs in enumerate(folded):
            if place not in guessed.values() and theirs in (name, str(label).casefold()):
                guessed.setdefault(name, place)
    for name, words in HEADERS.items():
        for word in () if name in guessed else words:
            found = [place for place, theirs in enumerate(folded) if theirs.startswith(word)]
            if free := [place for place in found if place not in guessed.values()]:
                guessed[name] = free[0]
                break
    return guessed
