"""Recognises a database that an earlier generation of migrations made, and moves a demo's out of the way.

While there was no production data, each app's migrations were replaced by a single new one, to which nothing leads from
the old ones. Such a database holds rows of migrations that the source no longer has.
"""

from __future__ import annotations

from datetime import date
from itertools import chain, count
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def unknown_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """The applied migrations of the project's own apps that its source lacks, as `app.name`, sorted.

    Rows that a squash with `replaces` leaves behind go with `migrate --prune`, as Django's manual has it.
    """
    own = {config.label for config in apps.get_app_configs() if is_own(Path(config.path))}
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    applied = set(MigrationRecorder(connection).applied_migrations())
    return sorted(f"{label}.{name}" for label, name in applied - known if label in own)


def is_own(path: Path) -> bool:
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def set_aside(connection: BaseDatabaseWrapper, today: date) -> Path:
    """Move an SQLite database, and the files and index that belong to it, to a new folder under `var/`, which it gives.

    What lies outside `var/` is left where it is.
    """
    database = Path(connection.settings_dict["NAME"])
    connection.close()
    var = Path(settings.VAR_DIR)
    folder = unused_folder(var / f"old-{today.isoformat()}")
    folder.mkdir()
    files = [database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm")]
    folders = [settings.MEDIA_ROOT, settings.PLAN_FILES_ROOT, settings.PAGE_IMAGES_ROOT, settings.SEARCH_QUEUE_DIR]
    for path in (*files, *map(Path, folders)):
        if path.exists() and path.is_relative_to(var):
            path.rename(folder / path.name)
    return folder


def unused_folder(wanted: Path) -> Path:
    """`old-2026-11-29`, or with a number behind it when there is one of that day."""
    names = chain([wanted.name], (f"{wanted.name}-{number}" for number in count(2)))
    return next(path for path in map(wanted.with_name, names) if not path.exists())
