"""Recognises a database that an earlier generation of migrations made, and moves a demo's out of the way.

While there was no production data, each app's migrations were replaced by a single new one, to which nothing leads from
the old ones. Such a database holds rows of migrations that the source no longer has; or, where the new migration has
the name of the old one, tables that are not as the source makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, count
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader


def differences(connection: BaseDatabaseWrapper) -> list[str]:
    """What a database holds that the applied migrations of this source cannot have made; empty for a new database.

    Rows that a squash with `replaces` leaves behind go with `migrate --prune`, as Django's manual has it.
    """
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    own = {config.label for config in apps.get_app_configs() if is_own(Path(config.path))}
    return unknown_migrations(loader, own) or sorted(changed_tables(connection, loader, own))


def is_own(path: Path) -> bool:
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def unknown_migrations(loader: MigrationLoader, labels: set[str]) -> list[str]:
    """The applied migrations of some apps that the source lacks, as `app.name`, sorted."""
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(f"{label}.{name}" for label, name in unknown if label in labels)


def changed_tables(connection: BaseDatabaseWrapper, loader: MigrationLoader, labels: set[str]) -> Iterator[str]:
    """The tables of some apps whose columns differ from those of the applied migrations, by name or nullability."""
    applied = [key for key in loader.applied_migrations if key in loader.graph.nodes]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for model in loader.project_state(applied).apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.app_label not in labels or not model._meta.can_migrate(connection):
                continue
            columns = {(field.column, field.null) for field in model._meta.local_concrete_fields}
            described = connection.introspection.get_table_description(cursor, table) if table in existing else []
            if columns != {(column.name, column.null_ok) for column in described}:
                yield table


def move_aside(connection: BaseDatabaseWrapper, today: date) -> Path:
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
