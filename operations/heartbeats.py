"""Signs of life of processes that serve no requests: files below VAR_DIR that they touch."""

from __future__ import annotations

import logging
import time
from pathlib import Path

logger = logging.getLogger(__name__)
SILENT_SECONDS = 180  # a process that has not been heard of for longer is taken for dead


def touch(file: Path) -> None:
    """Tell that the process is alive. A disk that is full or read-only is noted in the log."""
    try:
        file.touch()
    except OSError:
        logger.warning("%s cannot be touched", file, exc_info=True)


def age(file: Path) -> int | None:
    """Seconds since the process was heard of; None if it never was, or runs on another machine."""
    try:
        return max(0, int(time.time() - file.stat().st_mtime))
    except FileNotFoundError:
        return None
