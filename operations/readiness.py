"""Whether each part that the site needs is ready, for monitoring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, connection

from delivery.disk_space import free_bytes, has_room
from operations import heartbeats
from operations.queue_status import queue_status
from search.health import search_health


@dataclass(frozen=True, slots=True)
class PartStatus:
    """The state of one part, which anybody may see, with numbers for monitoring that explain it."""

    state: str  # `up`, `behind` or `down`
    numbers: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, str | int]:
        return {"state": self.state, **self.numbers}


def database_status() -> PartStatus:
    """Up when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return PartStatus("up")


def worker_status() -> PartStatus:
    """Down when a task has waited longer than TASK_WAITING_SECONDS and no worker is busy, or none is heard of.

    `age_seconds` tells when a worker was last heard of, on the machine of the site.
    """
    queue = queue_status()
    age = heartbeats.age(settings.WORKER_HEARTBEAT)
    numbers = {
        "waiting": queue.waiting,
        "oldest_seconds": int(queue.oldest_wait.total_seconds()),
        "failed": queue.failed,
        "failed_mails": queue.failed_mails,
    }
    if age is None:
        return PartStatus(queue.worker_state, numbers)
    return PartStatus("down" if is_silent(age) else queue.worker_state, {**numbers, "age_seconds": age})


def scheduler_status() -> PartStatus:
    """Down when the clock has not been heard of; up without one on this machine."""
    age = heartbeats.age(settings.SCHEDULER_HEARTBEAT)
    return PartStatus("up") if age is None else PartStatus("down" if is_silent(age) else "up", {"age_seconds": age})


def is_silent(age: int) -> bool:
    return age > heartbeats.SILENT_SECONDS


def search_status() -> PartStatus:
    """Down when no index can be searched."""
    return PartStatus(search_health().state)


def disk_status() -> PartStatus:
    """Down when files are refused, behind when twice as much room would be too little."""
    free = free_bytes()
    state = "up" if free >= 2 * settings.MIN_FREE_DISK_BYTES else "behind" if has_room() else "down"
    return PartStatus(state, {"free_megabytes": free // 1024**2})


PARTS: dict[str, Callable[[], PartStatus]] = {
    "database": database_status,
    "worker": worker_status,
    "scheduler": scheduler_status,
    "search": search_status,
    "disk": disk_status,
}


def readiness() -> dict[str, PartStatus]:
    """The status of every part, by name; one whose database does not answer is down."""
    found = {}
    for name, status in PARTS.items():
        try:
            found[name] = status()
        except DatabaseError:
            found[name] = PartStatus("down")
    return found
