"""What a child process may reach: its files by Landlock, its system calls by seccomp, and no new privileges.

Both hold for the process and for what it may become, and cannot be taken back. A hostile file that takes over a reader
finds its own bytes, the libraries and a folder for its result; no network, no other process, no way to start one.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pyprctl
from py_landlock import AccessFs, Landlock, LandlockError
from py_landlock.landlock_sys import get_abi_version

try:
    import pyseccomp
except RuntimeError:  # the machine has no libseccomp
    pyseccomp = None

ROOT = Path(__file__).resolve().parents[1]
# What Python, the readers and tesseract load while they work; of the project its readers and its language data alone.
LIBRARIES = [sys.prefix, sys.base_prefix, "/usr", "/lib", "/lib64", "/etc/fonts"]
PROJECT_FOLDERS = [ROOT / "extraction", ROOT / "search"]
LIBRARY_FILES = ["/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom"]
PROGRAM_LIBRARIES = ["/usr/lib", "/lib", "/lib64"]  # where the program loader is
# What is left of the environment in a child; of the site's settings nothing but where the built dictionary lies, which
# is loaded before a child is shut in: beside the code the site may not write.
ENVIRONMENT = {
    *("PATH", "PYTHONPATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "VAR_DIR"),
}
CLONE_THREAD = 0x00010000

NETWORK = ["socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "io_uring_setup"]
OTHER_PROCESSES = [
    *("ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_open", "pidfd_getfd", "kcmp"),
    *("kill", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_send_signal", "setpgid", "setsid"),
    *("shmget", "shmat", "semget", "msgget", "mq_open"),
]
NEW_PROCESSES = ["fork", "vfork"]  # and clone without CLONE_THREAD; clone3, whose flags no filter can see
PRIVILEGES = [
    *("unshare", "setns", "mount", "umount2", "move_mount", "open_tree", "fsopen", "fsmount", "pivot_root", "chroot"),
    *("bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "open_by_handle_at", "acct"),
    *("init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff"),
    *(
        "settimeofday",
        "clock_settime",
        "clock_adjtime",
        "adjtimex",
        "sethostname",
        "setdomainname",
        "syslog",
        "quotactl",
    ),
    *(
        "setuid",
        "setgid",
        "setreuid",
        "setregid",
        "setresuid",
        "setresgid",
        "setgroups",
        "setfsuid",
        "setfsgid",
        "capset",
    ),
]
# Landlock knows neither owners nor modes nor times.
FILE_ATTRIBUTES = [
    *("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat"),
    *(
        "setxattr",
        "lsetxattr",
        "fsetxattr",
        "removexattr",
        "lremovexattr",
        "fremovexattr",
        "utime",
        "utimes",
        "utimensat",
    ),
]


def missing_protections() -> list[str]:
    """What this machine cannot hold a child back with, by name; nothing where all is there."""
    missing = []
    try:
        get_abi_version()
    except LandlockError:
        missing.append("Landlock (kernel 5.13)")
    if pyseccomp is None:
        missing.append("libseccomp")
    return missing


def isolate(scratch: Path, readable: Iterable[Path], program: Path | None = None) -> None:
    """Hold this process, which must have a single thread, to a folder that it may write and files that it may read.

    Args:
        scratch: The only place where it may write.
        readable: Files and folders that it may read beside the libraries; those that do not exist are left out.
        program: What the process may become, once, by `os.execv`.
    """
    pyprctl.set_no_new_privs()
    drop_capabilities()
    missing = missing_protections()
    if not any("Landlock" in one for one in missing):
        restrict_files(scratch, readable, program)
    if "libseccomp" not in missing:
        restrict_system_calls(program is not None)


def drop_capabilities() -> None:
    """Of a superuser in a container nothing but the ownership of its files is left."""
    if pyprctl.CapState.get_current().permitted:
        pyprctl.capbset.clear()
        pyprctl.CapState(effective=set(), permitted=set(), inheritable=set()).set_current()


def restrict_files(scratch: Path, readable: Iterable[Path], program: Path | None) -> None:
    rules = Landlock(strict=False).allow_read_write(scratch)
    libraries = [Path(one) for one in (*LIBRARIES, *LIBRARY_FILES)]
    for path in {one.resolve() for one in (*libraries, *PROJECT_FOLDERS, *readable)}:
        if path.is_dir():
            rules.allow_read(path)
        elif path.exists():
            rules.add_path_rule(path, access=AccessFs.READ_FILE)
    if program:
        rules.add_path_rule(program, access=AccessFs.READ_FILE | AccessFs.EXECUTE)
        rules.allow_execute(*(one for one in PROGRAM_LIBRARIES if Path(one).exists()))
    rules.apply()


def restrict_system_calls(becomes_program: bool) -> None:
    """Refuse what no reader needs with EPERM; everything else stays allowed."""
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refuse = pyseccomp.ERRNO(errno.EPERM)
    programs = [] if becomes_program else ["execve"]
    for name in (*NETWORK, *OTHER_PROCESSES, *NEW_PROCESSES, *PRIVILEGES, *FILE_ATTRIBUTES, *programs, "execveat"):
        rules.add_rule(refuse, name)
    rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, 0))
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # the C library falls back to clone
    rules.add_rule(refuse, "tgkill", pyseccomp.Arg(0, pyseccomp.NE, os.getpid()))
    rules.add_rule(refuse, "prlimit64", pyseccomp.Arg(2, pyseccomp.NE, 0))
    rules.add_rule(refuse, "setrlimit")
    rules.load()
