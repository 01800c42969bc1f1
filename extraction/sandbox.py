"""A limited child process for work on files that may be broken or hostile.

Children are forked from a fork server that has the readers loaded already, so that one costs milliseconds. The server
runs without the environment of the site (`extraction.preload`), and a child is isolated before it opens anything
(`extraction.isolation`). Nothing but files comes back from a child: plain text, never pickled objects.
"""

from __future__ import annotations

import errno
import logging
import multiprocessing
import os
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pyprctl

from extraction.isolation import ROOT, isolate

logger = logging.getLogger(__name__)

PRELOADED_MODULES = ["extraction.preload"]
ERROR_FILE = "trouble.txt"
CPU_FILE = "cpu.txt"
ERROR_EXIT_CODE = 3
DISK_EXIT_CODE = 4
FORK_SERVER_LOST = 255  # what multiprocessing says of a child whose fork server is gone


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use at most."""

    memory: int = 1024**3  # bytes of address space
    cpu: int = 60  # seconds
    wall: int = 75  # seconds
    file_size: int = 300 * 1024**2  # bytes of each file it writes
    files: int = 64  # open at once


class ExitStatus(Enum):
    """How a child ended."""

    COMPLETED = "done"
    TIMED_OUT = "took too much processor time"
    OUT_OF_MEMORY = "took too much memory"
    CRASHED = "crashed"
    INTERRUPTED = "was killed, had no room on the disk, or came to too little on a busy machine"


KILLED_SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGALRM)  # by the kernel or an operator, not by what it reads
DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
MEMORY_SIGNALS = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGXFSZ)


def run_limited(
    job: Callable[..., None],
    scratch: Path,
    *arguments: Any,
    readable: Sequence[Path] = (),
    program: Path | None = None,
    limits: Limits | None = None,
) -> ExitStatus:
    """Run `job(scratch, *arguments)` in an isolated child process and say how it ended.

    What the job finds it writes to files in `scratch`; `readable` are the files and folders that it may read besides,
    `program` what it may become by `os.execv`. The job must be a function of a module, its arguments plain values. It
    cannot start processes, so that nothing is left after it has ended.
    """
    limits = limits or Limits()
    (scratch / CPU_FILE).unlink(missing_ok=True)
    access = (scratch, tuple(readable), program)
    child = _context().Process(target=_run_in_child, args=(job, access, arguments, limits), daemon=True)
    _start(child)
    child.join(limits.wall)
    late = child.is_alive()
    if late:
        _kill(child.pid)
        child.join()
    status = child.exitcode
    child.close()
    if status == 0 and not late:
        return ExitStatus.COMPLETED
    return ExitStatus.INTERRUPTED if late else _failure(status or 0, scratch)


def cpu_seconds(scratch: Path, most: int) -> float:
    """What the last child in a folder used; `most` when it did not get to say so."""
    used = scratch / CPU_FILE
    return float(used.read_text()) if used.exists() else most


def _failure(status: int, scratch: Path) -> ExitStatus:
    if -status == signal.SIGXCPU:
        return ExitStatus.TIMED_OUT
    if -status in KILLED_SIGNALS or status in (DISK_EXIT_CODE, FORK_SERVER_LOST):
        return ExitStatus.INTERRUPTED
    trouble = scratch / ERROR_FILE
    text = trouble.read_text(errors="replace") if trouble.exists() else ""
    if -status in MEMORY_SIGNALS or "MemoryError" in text:
        return ExitStatus.OUT_OF_MEMORY
    logger.warning("A reader ended with status %s. %s", status, text)
    return ExitStatus.CRASHED


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED_MODULES)
    return context


def _start(child: Any) -> None:
    """The helper process finds our packages by PYTHONPATH: it is started once, from whatever folder we run in."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([before] if before else [])])
    try:
        child.start()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _kill(pid: int | None) -> None:
    if not pid:
        return
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _run_in_child(
    job: Callable[..., None],
    access: tuple[Path, Sequence[Path], Path | None],
    arguments: tuple[Any, ...],
    limits: Limits,
) -> None:
    """The child: takes its limits upon itself, works, and leaves a note when it fails."""
    scratch = access[0]
    os.setsid()
    pyprctl.set_pdeathsig(signal.SIGKILL)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    used = int(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (used + limits.cpu, used + limits.cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_size, limits.file_size))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.files, limits.files))
    signal.alarm(limits.wall + 2)
    tempfile.tempdir = str(scratch)
    try:
        isolate(*access)
        job(scratch, *arguments)
        (scratch / CPU_FILE).write_text(str(time.process_time() - used))
    except BaseException as error:
        with suppress(OSError):
            (scratch / ERROR_FILE).write_text(traceback.format_exc()[-4000:])
        is_disk = isinstance(error, OSError) and error.errno in DISK_ERRORS
        os._exit(DISK_EXIT_CODE if is_disk else ERROR_EXIT_CODE)
    os._exit(0)
