"""Health checks of the containers, which have no curl. Exit status 0 when all is well.

`python -m operations.healthcheck HOST:PORT` asks /healthz there;
with a PART the state of that part in /readyz; with the path of a file whether it was touched lately.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from operations.heartbeats import SILENT_SECONDS

SECONDS = 5


def main(place: str, part: str = "") -> int:
    try:
        if place.startswith("/"):
            return 0 if time.time() - Path(place).stat().st_mtime < SILENT_SECONDS else 1
        status, body = ask(place, "/readyz" if part else "/healthz")
        if not part:
            return 0 if status == 200 else 1
        return 1 if json.loads(body)[part]["state"] == "down" else 0
    except (OSError, ValueError, KeyError) as error:
        print(error, file=sys.stderr)
        return 1


def ask(address: str, path: str) -> tuple[int, bytes]:
    """Status and body; /readyz has one with 503 too."""
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=SECONDS) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
