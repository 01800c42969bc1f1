"""Ends readers from outside, as the kernel or an operator does."""

from __future__ import annotations

import multiprocessing.forkserver
import os
import threading
import time
from pathlib import Path


def killer_of_next_reader(number: int) -> threading.Thread:
    """A started thread that sends a signal to the first child of the fork server that it sees."""
    thread = threading.Thread(target=_kill_next_reader, args=(number,), daemon=True)
    thread.start()
    return thread


def _kill_next_reader(number: int) -> None:
    while not (found := _readers()):
        time.sleep(0.01)
    time.sleep(0.1)  # until it has left the fork server's own handlers of signals
    os.kill(found[0], number)


def _readers() -> list[int]:
    """Forked children run the fork server's own command; what it starts besides runs another."""
    server = multiprocessing.forkserver._forkserver._forkserver_pid
    listed = Path(f"/proc/{server}/task/{server}/children")
    children = listed.read_text().split() if server and listed.exists() else []
    return [int(pid) for pid in children if _command(pid) == _command(server)]


def _command(pid: str | int) -> bytes:
    path = Path(f"/proc/{pid}/cmdline")
    return path.read_bytes() if path.exists() else b""
