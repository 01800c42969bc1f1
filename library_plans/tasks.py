"""Background tasks, run by the worker. Each is safe to run again: one that fails or is killed is tried again."""

from django_tasks import task

from library_plans.importer.ocr_pages import STORE_INTERVAL, ocr_edition, pages_needing_ocr
from library_plans.importer.pipeline import read_edition
from library_plans.open_data.archive import make_archive


@task()
def read_edition_file(edition: int) -> None:
    """Read the file of an edition, by primary key, and store what it gives; pages without text come later."""
    if any(pages_needing_ocr(read_edition(edition))):
        ocr_edition_pages.enqueue(edition)


@task(priority=-10)
def ocr_edition_pages(edition: int) -> None:
    """Read some pages of an edition that have no text from their pictures, and leave the others to a next task.

    So other tasks do not wait for a long scan, and one that is interrupted loses a few pages.
    """
    if any(pages_needing_ocr(ocr_edition(edition, STORE_INTERVAL))):
        ocr_edition_pages.enqueue(edition)


@task(priority=-20)
def make_open_data_archive() -> None:
    """Make the archive of open data anew, after everything that somebody waits for."""
    make_archive()
