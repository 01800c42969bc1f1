"""Background tasks, run by the worker."""

from django_tasks import task

from library_plans.importer.ocr_pages import ocr_edition, pages_needing_ocr
from library_plans.importer.pipeline import read_edition


@task()
def read_edition_file(edition: int) -> None:
    """Read the file of an edition, by primary key, and store what it gives; pages without text come later."""
    if any(pages_needing_ocr(read_edition(edition))):
        ocr_edition_pages.enqueue(edition)


@task()
def ocr_edition_pages(edition: int) -> None:
    """Read the pages of an edition that have no text from their pictures."""
    ocr_edition(edition)
