"""What a hostile file may try once it has taken over a reader. Each attack runs in an isolated child process."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from extraction.office_conversion import convert_document

RESULT_FILE = "result.txt"


def read_environment() -> str:
    return " ".join(sorted(os.environ))


def read_own_initial_environment() -> str:
    return Path("/proc/self/environ").read_text()


def read_environment_of_another_process() -> str:
    return Path(f"/proc/{os.getppid()}/environ").read_text()


def read_password_file() -> str:
    return Path("/etc/shadow").read_text()


def read_project_settings() -> str:
    return (Path(__file__).resolve().parents[2] / "cms/settings/base.py").read_text()


def list_runtime_folder() -> str:
    return " ".join(map(str, (Path(__file__).resolve().parents[2] / "var").iterdir()))


def write_outside() -> str:
    Path("/tmp/written-by-a-reader").write_text("x")
    return "written"


def write_to_libraries() -> str:
    (Path(sys.prefix) / "written-by-a-reader").write_text("x")
    return "written"


def change_mode_of_foreign_file() -> str:
    Path("/etc/hosts").chmod(0o666)
    return "changed"


def change_owner_of_foreign_file() -> str:
    os.chown("/etc/hosts", 0, 0)
    return "changed"


def change_time_of_foreign_file() -> str:
    os.utime("/etc/hosts", (0, 0))
    return "changed"


def open_internet_socket() -> str:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
    return "connected"


def open_local_socket() -> str:
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    return "opened"


def fork_many_times() -> str:
    for _number in range(500):
        if os.fork() == 0:
            os._exit(0)
    return "forked 500 times"


def leave_a_grandchild() -> str:
    subprocess.Popen(["/bin/sleep", "60"])
    return "started"


def become_another_program() -> str:
    os.execv("/bin/true", ["true"])


def signal_parent() -> str:
    os.kill(os.getppid(), signal.SIGTERM)
    return "sent"


def trace_parent() -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, os.getppid(), 0, 0) == -1:  # PTRACE_ATTACH
        raise OSError(ctypes.get_errno(), "ptrace")
    return "attached"


def enter_namespace() -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000) == -1:  # CLONE_NEWUSER
        raise OSError(ctypes.get_errno(), "unshare")
    return "entered"


def raise_limits() -> str:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return "raised"


def become_another_user() -> str:
    os.setuid(65534)
    return "changed"


ATTACKS: dict[str, Callable[[], str]] = {
    attack.__name__: attack
    for attack in (
        read_own_initial_environment,
        read_environment_of_another_process,
        read_password_file,
        read_project_settings,
        list_runtime_folder,
        write_outside,
        write_to_libraries,
        change_mode_of_foreign_file,
        change_owner_of_foreign_file,
        change_time_of_foreign_file,
        open_internet_socket,
        open_local_socket,
        fork_many_times,
        leave_a_grandchild,
        become_another_program,
        signal_parent,
        trace_parent,
        enter_namespace,
        raise_limits,
        become_another_user,
        read_environment,
    )
}


def attack(scratch: Path, name: str) -> None:
    """Try an attack and write what came of it: the name of the error, or what the attacker got."""
    try:
        outcome = ATTACKS[name]()
    except (OSError, ValueError) as error:
        outcome = type(error).__name__
    (scratch / RESULT_FILE).write_text(outcome)


def attack_with_office(scratch: Path, file: str, library: str) -> None:
    """Try every attack in a process in which LibreOffice runs, and write what came of each."""
    convert_document(scratch, file, library)
    outcomes: dict[str, str] = {}
    for name, one in ATTACKS.items():
        try:
            outcomes[name] = one()
        except (OSError, ValueError) as error:
            outcomes[name] = type(error).__name__
    (scratch / RESULT_FILE).write_text(json.dumps(outcomes))


def work_as_usual(scratch: Path, file: str) -> None:
    """What every reader may: read its input, start threads, write its result and a temporary file."""
    import tempfile

    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(Path(file).read_text()))
    thread.start()
    thread.join()
    with tempfile.NamedTemporaryFile("w+") as temporary:
        temporary.write(found[0])
        temporary.seek(0)
        (scratch / RESULT_FILE).write_text(temporary.read())
