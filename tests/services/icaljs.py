"""ical.js, by which Thunderbird and others read calendars, run by Node. `make services` installs it below `var/`."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "ical_js"
FOLDER = Path(__file__).parents[2] / "var" / "services" / "icaljs"
MANIFEST = ("package.json", "package-lock.json")
SECONDS = 120


def install() -> None:
    """Fetch the locked release, unless it is there."""
    if is_installed():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in MANIFEST:
        shutil.copy(HERE / name, FOLDER / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=FOLDER, check=True, stdout=subprocess.DEVNULL, timeout=SECONDS)


def is_installed() -> bool:
    """Whether Node is there, and the release that is locked."""
    installed = FOLDER / MANIFEST[1]
    return (
        shutil.which("node") is not None
        and (FOLDER / "node_modules" / "ical.js").is_dir()
        and installed.read_bytes() == (HERE / MANIFEST[1]).read_bytes()
    )


def status() -> str:
    return f"ical.js: {'installed' if is_installed() else 'not installed'}"


def read_events(calendar: bytes) -> list[dict[str, Any]]:
    """The events of an .ics file as ical.js has them: times as instants in UTC, days as they are."""
    command = ["node", str(HERE / "read_calendar.mjs"), str(FOLDER)]
    answer = subprocess.run(command, input=calendar, check=True, capture_output=True, timeout=SECONDS)
    events: list[dict[str, Any]] = json.loads(answer.stdout)
    return events
