"""A limited child process for work on files that may be broken or hostile.

Children are forked from a fork server that has the readers loaded already, so that one costs milliseconds. The server
runs without the environment of the site (`extraction.preload`), and a child is isolated before it opens anything
(`extraction.isolation`). Nothing but files comes back from a child: plain text, never pickled objects.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
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
ERROR_EXIT_CODE = 3


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
    TIMED_OUT = "took too long"
    OUT_OF_MEMORY = "took too much memory"
    CRASHED = "crashed"


TIME_SIGNALS = (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
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
    if late or (status is not None and -status in TIME_SIGNALS):
        return ExitStatus.TIMED_OUT
    if status == 0:
        return ExitStatus.COMPLETED
    return _failure(status or 0, scratch)


def _failure(status: int, scratch: Path) -> ExitStatus:
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
    except BaseException:
        (scratch / ERROR_FILE).write_text(traceback.format_exc()[-4000:])
        os._exit(ERROR_EXIT_CODE)
    os._exit(0)
