"""The process that has every reader loaded and forks a limited child for each document.

Started by `ingest.sandbox` as `python -m library_plans.ingest.zygote FD`, once for each process that reads. A fork of it
costs a few milliseconds, where a new interpreter with the readers costs half a second. It knows no Django and holds no
data. When the process that started it is gone, however it went, the socket closes and the zygote takes its children along.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import selectors
import signal
import socket
import sys
from typing import Any, NoReturn

from library_plans.ingest.jobs import JOBS
from library_plans.ingest.types import Unreadable

REQUEST_BYTES = 64 * 1024
PR_SET_PDEATHSIG = 1


def serve(control: socket.socket) -> None:
    """Fork a child for every request until the other end closes."""
    waiting: dict[int, socket.socket] = {}
    ear, mouth = socket.socketpair()
    ear.setblocking(False)
    mouth.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
    selector = selectors.DefaultSelector()
    selector.register(control, selectors.EVENT_READ)
    selector.register(ear, selectors.EVENT_READ)
    while True:
        ready = {key.fileobj for key, _ in selector.select()}
        if ear in ready:
            with contextlib.suppress(BlockingIOError):
                ear.recv(4096)
            reap(waiting)
        if control in ready and not accept(control, waiting):
            break
    for pid in waiting:
        kill_group(pid)


def accept(control: socket.socket, waiting: dict[int, socket.socket]) -> bool:
    """Take one request and fork its child; False when there will be no more."""
    data, descriptors, _, _ = socket.recv_fds(control, REQUEST_BYTES, 1)
    if not data or not descriptors:
        return False
    reply = socket.socket(fileno=descriptors[0])
    pid = os.fork()
    if pid == 0:
        signal.set_wakeup_fd(-1)
        control.close()
        work(json.loads(data), reply)
    waiting[pid] = reply
    return True


def reap(waiting: dict[int, socket.socket]) -> None:
    """Tell how each finished child ended, and end what it had started."""
    for pid in list(waiting):
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            continue
        kill_group(pid)
        _, status = os.waitpid(pid, 0)
        reply = waiting.pop(pid)
        with reply, contextlib.suppress(OSError):
            reply.setblocking(False)
            reply.sendall(b"\n%d" % os.waitstatus_to_exitcode(status))
            reply.shutdown(socket.SHUT_WR)  # later children may hold a copy


def kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def work(request: dict[str, Any], reply: socket.socket) -> NoReturn:
    """The child: limit yourself, do the job, answer with one line of JSON."""
    status = 1
    try:
        limit(request["limits"])
        answer = do(request["job"], request["arguments"])
        reply.sendall(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
        status = 0
    except BaseException:  # noqa: S110 - the status says it; the child must never return into the zygote's loop
        pass
    finally:
        os._exit(status)


def do(job: str, arguments: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"result": JOBS[job](**arguments)}
    except Unreadable as error:
        return {"state": error.state, "reason": error.reason}
    except MemoryError:
        return {"state": "too_big", "reason": "Filen kräver mer minne än vad som är tillåtet."}
    except Exception as error:
        return {"state": "damaged", "reason": f"Filen är skadad och kan inte läsas ({type(error).__name__})."}


def limit(limits: dict[str, int]) -> None:
    """Hold this process to its limits; `wall` and `cpu` in seconds, the others in bytes or counts."""
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    for number in (signal.SIGALRM, signal.SIGXCPU, signal.SIGPIPE, signal.SIGCHLD, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits["wall"])
    for name, value in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(name, (value, value))


def main() -> None:
    gc.collect()
    gc.freeze()
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
