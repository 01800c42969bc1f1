"""A machine of its own for the commands of an operator: this one's programs, and nothing that it writes stays.

Files, processes and network are apart (an overlay over `/`, namespaces of Linux), so commands run as they are written,
as root, with the paths and ports that they name. What the machine cannot do is done by a program of `stand_ins/`: a
package archive, a server with the source, an installation from the network, systemd.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from search.language import is_known

ROOT = Path(__file__).parents[2]
STAND_INS = Path(__file__).parent / "stand_ins"
ENVIRONMENT = {
    "PATH": "/stand-ins:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
}
SET_UP = """
set -e
umask 022
folder=$1 checkout=$2 environment=$3 language=$4
mount -t tmpfs tmpfs "$folder"
mkdir "$folder/upper" "$folder/work" "$folder/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/root"
cd "$folder/root"
mount --rbind /dev dev
mount -t proc proc proc
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
chmod 1777 tmp
mkdir -p stand-ins checkout installed
cp "$checkout"/tests/journeys/stand_ins/* stand-ins
cd "$checkout"
git ls-files --cached --others --exclude-standard | while read -r file; do test ! -f "$file" || echo "$file"; done |
    xargs -d '\\n' cp --parents --target-directory "$folder/root/checkout"
cd "$folder/root"
mount --bind "$environment" installed
cp --recursive "$language" language
chmod --recursive a+rX language
ip link set lo up
exec chroot . sh -c 'echo ready; exec sleep infinity'
"""


class Machine:
    """A machine that runs; `pid` is its first process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def run(self, script: str) -> str:
        """The output of a script of bash that ends at the first command that fails.

        Raises:
            AssertionError: One has failed; with all that was printed.
        """
        inside = ["nsenter", "--target", str(self.pid), "--mount", "--net", "--pid", "--root", "--wd"]
        command = [*inside, "bash", "-euxo", "pipefail", "-c", script]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout


@contextmanager
def machine(folder: Path) -> Iterator[Machine]:
    """A machine until the context ends, which ends all of its processes. Needs root."""
    is_known("bibliotek")  # makes the language data when they are missing
    places = [folder, ROOT, Path(sys.prefix), Path(settings.VAR_DIR) / "language"]
    command = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "bash", "-c", SET_UP, "bash"]
    holder = subprocess.Popen([*command, *map(str, places)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "ready\n"
        [child] = Path(f"/proc/{holder.pid}/task/{holder.pid}/children").read_text().split()
        yield Machine(int(child))
    finally:
        holder.kill()
        holder.wait()


def documented_commands(heading: str) -> list[str]:
    """The blocks of shell commands below a heading of docs/operations.md and before the next one, in order."""
    text = (ROOT / "docs" / "operations.md").read_text()
    [chapter] = re.findall(rf"^#+ {re.escape(heading)}\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"^```sh\n(.*?)^```", chapter, re.MULTILINE | re.DOTALL)
