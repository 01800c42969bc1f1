"""Work that is left to the worker beside the site."""

from django_tasks import task

from library_plans.ingest.run import read_edition


@task()
def read(edition: int) -> None:
    """Read the file of an edition, by primary key, and store what it gives."""
    read_edition(edition)
