"""PostgreSQL as far as the writing of SQL goes: what a migration would do there can be read without a server."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base, introspection, operations
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from psycopg.sql import quote


class Cursor:
    def __enter__(self) -> Cursor:
        return self

    def __exit__(self, *_error: object) -> None: ...

    def close(self) -> None: ...

    def execute(self, *_statement: object) -> None:
        raise OperationalError("There is no server behind this database")


class DatabaseIntrospection(introspection.DatabaseIntrospection):
    """Of a database in which nothing has been made yet."""

    def get_table_list(self, cursor: Cursor) -> list[Any]:
        return []

    def get_constraints(self, cursor: Cursor, table_name: str) -> dict[str, Any]:
        return {}


class DatabaseOperations(operations.DatabaseOperations):
    def compose_sql(self, sql: str, params: list[Any]) -> str:
        return sql % tuple(quote(value) for value in params)


class DatabaseWrapper(base.DatabaseWrapper):
    introspection_class = DatabaseIntrospection
    ops_class = DatabaseOperations
    pg_version = 15_00_00

    def cursor(self) -> Cursor:
        return Cursor()

    def schema_editor(self, *args: Any, **kwargs: Any) -> DatabaseSchemaEditor:
        """Only collects SQL, so it opens no transaction."""
        return super().schema_editor(*args, **{**kwargs, "collect_sql": True, "atomic": False})
