"""Background work on files that were sent in. Safe to run again."""

from django_tasks import task

from submissions.attachments.reading import read_attachment


@task()
def read_attachment_file(attachment: int) -> None:
    """Read a file, by primary key, and keep what it says of itself: somebody waits for it."""
    read_attachment(attachment)
