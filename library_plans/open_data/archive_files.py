"""The files of the archive: register, editions, text per page, and the dictionary that is made from their columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from delivery.csv_export import lines
from delivery.open_data import LICENSE_NAME, LICENSE_URL, PUBLISHER
from library_plans.models import EditionPage
from library_plans.open_data.dictionary import (
    DICTIONARY_COLUMNS,
    EDITIONS,
    PAGES,
    REGISTER,
    dictionary_rows,
)
from library_plans.open_data.page_texts import page_texts
from library_plans.querysets import EditionQuerySet
from library_plans.register.coverage import owner_periods_on
from library_plans.register.export import COLUMNS, export_rows

BATCH_SIZE = 20  # editions whose text is held in memory at once
README, DICTIONARY = "las-mig.txt", "dataordlista.csv"


def write_archive(file: IO[bytes], editions: EditionQuerySet, on: date, site: str) -> int:
    """Write the ZIP and give the number of its pages. `site` is the scheme and host of addresses."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        write(archive, README, on, [readme(on, site)])
        write(archive, DICTIONARY, on, lines(DICTIONARY_COLUMNS, dictionary_rows()))
        write(archive, REGISTER, on, lines(list(COLUMNS), export_rows(owner_periods_on(on), on, site)))
        rows = (EDITIONS.row(row, site) for row in with_plans(editions).iterator(chunk_size=100))
        write(archive, EDITIONS.file, on, lines(EDITIONS.names, rows))
        return write(archive, PAGES.file, on, page_lines(editions, site))


def write(archive: ZipFile, name: str, on: date, texts: Iterable[str]) -> int:
    """Write a file of the archive and give the number of texts that it was made of."""
    entry = ZipInfo(name, date_time=(on.year, on.month, on.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    with archive.open(entry, "w", force_zip64=True) as opened:
        return sum(1 for text in texts if opened.write(text.encode()))


def readme(on: date, site: str) -> str:
    sentences = (
        _("Library plans of municipalities and regions: the register, and the text of adopted plans page by page."),
        _("Publisher: %(publisher)s") % {"publisher": PUBLISHER},
        _("Licence: %(name)s, %(url)s") % {"name": LICENSE_NAME, "url": LICENSE_URL},
        _("Statuses hold for %(day)s.") % {"day": on.isoformat()},
        _("What is withheld by law is left out. %(file)s tells what each column means.") % {"file": DICTIONARY},
        f"{site}/api/",
    )
    return "\n".join((*sentences, ""))


def with_plans(editions: EditionQuerySet) -> EditionQuerySet:
    return editions.select_related("plan").prefetch_related("plan__owners__organisation")


def page_lines(editions: EditionQuerySet, site: str) -> Iterator[str]:
    """Each page as a line of JSON."""
    found = with_plans(editions).prefetch_related("redactions").iterator(chunk_size=BATCH_SIZE)
    while batch := list(islice(found, BATCH_SIZE)):
        by_key = {row.pk: row for row in batch}
        pages = list(EditionPage.objects.filter(edition__in=by_key).order_by("edition", "number"))
        for page in pages:
            page.edition = by_key[page.edition_id]
        for found_page in page_texts(pages):
            values = dict(zip(PAGES.names, PAGES.row(found_page, site), strict=True))
            yield json.dumps(values, ensure_ascii=False) + "\n"
