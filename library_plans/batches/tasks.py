"""Background tasks of batches, one for each row, so that a row that fails stops no other. Safe to run again."""

from django_tasks import task

from library_plans.batches.row_extraction import read_row
from library_plans.batches.row_registration import enter_row


@task()
def read_import_row(row: int) -> None:
    """Read the file of a row, by primary key, and keep what its text suggests."""
    read_row(row)


@task(priority=10)
def enter_import_row(row: int) -> None:
    """Enter an accepted row in the register."""
    enter_row(row)
