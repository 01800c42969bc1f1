"""The engine on a PostgreSQL server: plain tables and GIN indexes, without extensions or special rights."""

from search.engines.postgresql.engine import PostgresqlEngine

__all__ = ["PostgresqlEngine"]
