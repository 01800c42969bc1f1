"""What does not run while the site is read-only."""

from django.conf import settings
from django.core.management import CommandError


def refuse_if_read_only() -> None:
    """For processes whose work is writing.

    Raises:
        CommandError: READ_ONLY is on.
    """
    if settings.READ_ONLY:
        raise CommandError("READ_ONLY is on: nothing is stored. Start this again when it is off.")
