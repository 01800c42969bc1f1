"""What the fork server does before it forks: forget the site, leave the network, load all readers.

Imported by the fork server alone. It is started with the environment of the process that reads files, with the
secrets of the site; it starts itself again without.
"""

import contextlib
import ctypes
import gc
import os
import sys
from pathlib import Path

from extraction.isolation import ENVIRONMENT

CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000

if os.environ.keys() - ENVIRONMENT:
    kept = {name: value for name, value in os.environ.items() if name in ENVIRONMENT}
    os.execve(sys.executable, sys.orig_argv, kept)  # noqa: S606 - itself


def leave_network() -> None:
    """Enter a network without any interface, where the machine lets a process do so; seccomp refuses sockets anyway."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(CLONE_NEWNET | CLONE_NEWIPC) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC) != 0:
        return
    with contextlib.suppress(OSError):
        for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path(f"/proc/self/{file}").write_text(text)


leave_network()

from extraction import office_conversion, page_worker, worker  # noqa: E402 - after the second start
from search.language import detect_language, is_known  # noqa: E402

__all__ = ["office_conversion", "page_worker", "worker"]

is_known("bibliotek")  # loads the dictionary once, for all children
detect_language("The library is open to all who live here.")  # loads the models of languages for all children

gc.collect()
gc.freeze()  # a collection in a child would touch, and so copy, every page of memory that it shares
