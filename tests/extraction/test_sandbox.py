"""How a child ended tells what lies in the file from what befell the machine."""

import errno
import os
import signal
import time
from pathlib import Path

import pytest

from extraction.sandbox import ExitStatus, Limits, cpu_seconds, run_limited
from tests.extraction.killing import killer_of_next_reader


def wait(scratch: Path) -> None:
    time.sleep(10)


def fail_by(scratch: Path, number: int) -> None:
    raise OSError(number, os.strerror(number))


def burn(scratch: Path) -> None:
    while True:
        pass


def allocate(scratch: Path) -> None:
    bytearray(2**40)


@pytest.mark.parametrize(
    ("job", "arguments", "ending"),
    [
        (fail_by, (errno.ENOSPC,), ExitStatus.INTERRUPTED),
        (fail_by, (errno.EDQUOT,), ExitStatus.INTERRUPTED),
        (fail_by, (errno.EINVAL,), ExitStatus.CRASHED),
        (allocate, (), ExitStatus.OUT_OF_MEMORY),
        (burn, (), ExitStatus.TIMED_OUT),
    ],
)
def test_ending_of_a_child(tmp_path, job, arguments, ending):
    assert run_limited(job, tmp_path, *arguments, limits=Limits(cpu=1)) is ending
    assert cpu_seconds(tmp_path, 1) == 1


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        (signal.SIGKILL, ExitStatus.INTERRUPTED),  # what the kernel sends when memory is short
        (signal.SIGTERM, ExitStatus.INTERRUPTED),
        (signal.SIGSEGV, ExitStatus.CRASHED),
        (signal.SIGABRT, ExitStatus.OUT_OF_MEMORY),
    ],
)
def test_ending_of_a_child_that_a_signal_ends(tmp_path, number, ending):
    killer = killer_of_next_reader(number)

    assert run_limited(wait, tmp_path) is ending
    killer.join()


def test_child_says_how_much_processor_time_it_took(tmp_path):
    assert run_limited(do_nothing, tmp_path) is ExitStatus.COMPLETED
    assert 0 <= cpu_seconds(tmp_path, 60) < 5


def do_nothing(scratch: Path) -> None:
    pass
