"""Runs one job in a child process that is held to limits, so that no file can harm the process that asks.

The parent never loads a reader and never unpickles: it gets JSON of limited length, a named state, or nothing.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from library_plans.ingest.types import TextState, Unreadable

ROOT = Path(__file__).resolve().parents[2]
GRACE = 5  # seconds after the child's own wall limit before the answer is given up


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: `cpu` and `wall` in seconds, `memory`, `file` and `answer` in bytes."""

    memory: int = 1024**3
    cpu: int = 60
    wall: int = 90
    file: int = 64 * 1024**2
    files: int = 64
    answer: int = 64 * 1024**2


class Zygote:
    """The helper process of this process, started when first asked and again when it is gone."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.control: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None
        os.register_at_fork(after_in_child=self.forget)
        atexit.register(self.close)

    def ask(self, request: bytes) -> socket.socket:
        """Send a request; what comes back can be read from the returned socket."""
        mine, theirs = socket.socketpair()
        with theirs, self.lock:
            try:
                self._send(request, theirs)
            except OSError:
                self.close()
                self._send(request, theirs)
        return mine

    def _send(self, request: bytes, reply: socket.socket) -> None:
        if self.control is None:
            self._start()
        assert self.control is not None
        socket.send_fds(self.control, [request], [reply.fileno()])

    def _start(self) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "library_plans.ingest.zygote", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1"},
                stdin=subprocess.DEVNULL,
            )

    def close(self) -> None:
        """End the helper; it takes its children along."""
        if self.control is not None:
            self.control.close()
            self.control = None
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=GRACE)
            self.process = None

    def forget(self) -> None:
        """After a fork the helper belongs to the parent alone."""
        if self.control is not None:
            self.control.close()
        self.control = self.process = None
        self.lock = threading.Lock()


ZYGOTE = Zygote()
STANDARD = Limits()


def run(job: str, limits: Limits = STANDARD, **arguments: Any) -> Any:
    """What the job gives, as plain values.

    Args:
        job: A name in `ingest.jobs`.
        limits: What the child may use.
        arguments: Plain values; a path is given as text.

    Raises:
        Unreadable: The child said so, was stopped by a limit or crashed.
    """
    request = json.dumps({"job": job, "arguments": arguments, "limits": asdict(limits)}).encode()
    with ZYGOTE.ask(request) as reply:
        answer = receive(reply, limits)
    body, _, status = answer.rpartition(b"\n")
    if not body:
        raise ended(int(status or 1))
    said = json.loads(body)
    if "state" in said:
        raise Unreadable(TextState(said["state"]), said["reason"])
    return said["result"]


def receive(reply: socket.socket, limits: Limits) -> bytes:
    """All that the child wrote and how it ended, within the limits of time and length."""
    deadline = time.monotonic() + limits.wall + GRACE
    parts: list[bytes] = []
    length = 0
    with selectors.DefaultSelector() as selector:
        selector.register(reply, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            part = reply.recv(1 << 20)
            if not part:
                return b"".join(parts)
            length += len(part)
            if length > limits.answer:
                raise Unreadable(TextState.TOO_BIG, "Filen innehåller mer text än vad som kan tas emot.")
            parts.append(part)
    raise ended(-signal.SIGALRM)


def ended(status: int) -> Unreadable:
    """How a child that gave no answer ended, in words. Pdfium aborts when memory is refused."""
    if -status in (signal.SIGALRM, signal.SIGXCPU):
        return Unreadable(TextState.TIMEOUT, "Filen tog för lång tid att läsa.")
    if -status in (signal.SIGABRT, signal.SIGKILL, signal.SIGXFSZ):
        return Unreadable(TextState.TOO_BIG, "Filen kräver mer minne än vad som är tillåtet.")
    return Unreadable(TextState.DAMAGED, "Filen är skadad och kan inte läsas.")
