"""Work that is left to the worker beside the site."""

from django_tasks import task

from library_plans.importer.ocr_pages import ocr_edition, pages_needing_ocr
from library_plans.importer.pipeline import read_edition


@task()
def read(edition: int) -> None:
    """Read the file of an edition, by primary key, and store what it gives; pages without text come later."""
    if any(pages_needing_ocr(read_edition(edition))):
        read_from_pictures.enqueue(edition)


@task()
def read_from_pictures(edition: int) -> None:
    """Read the pages of an edition that have no text from their pictures."""
    ocr_edition(edition)
