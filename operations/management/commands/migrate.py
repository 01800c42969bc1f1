"""Django's `migrate`, which first looks whether the database can be migrated, and last at the modes of files."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from operations.file_modes import tighten
from operations.migration_history import differences, move_aside


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if found := differences(connection):
            if not settings.DEMO or connection.vendor != "sqlite":
                raise CommandError(
                    "Nothing was changed. An earlier generation of the site made this database, and no migration leads "
                    f"from it to the present one, which lacks or has otherwise: {', '.join(found)}. Name an empty "
                    "database in DATABASE_URL, or keep the earlier version."
                )
            folder = move_aside(connection, timezone.localdate())
            self.stdout.write(
                _("The demo of an earlier version was moved to %(folder)s, and a new one is made.") % {"folder": folder}
            )
        with collecting_seldom():
            super().handle(*args, **options)
        if Path(settings.VAR_DIR).is_dir():
            tighten(Path(settings.VAR_DIR))


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom: migrating makes classes by the ten thousand, and else looks for a fifth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
