"""Scheduled jobs: an app lists its own as `scheduled_jobs` of its AppConfig, and `operations` runs them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Job:
    """An idempotent management command. With `every` it runs at that interval, without it once a night.

    It reports failure by an exception or its exit status.
    """

    command: str
    arguments: tuple[str, ...] = ()
    every: timedelta | None = None

    def __str__(self) -> str:
        return " ".join((self.command, *self.arguments))


def scheduled_jobs() -> list[Job]:
    """The jobs of all apps, in the order of INSTALLED_APPS."""
    return [job for config in apps.get_app_configs() for job in getattr(config, "scheduled_jobs", ())]


def nightly_jobs() -> list[Job]:
    return [job for job in scheduled_jobs() if job.every is None]


def periodic_jobs() -> list[Job]:
    return [job for job in scheduled_jobs() if job.every is not None]
