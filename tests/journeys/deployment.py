"""What the Dockerfile and docker-compose.yml say, for tests that hold them to it on a machine without containers."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


SIZES = {"small": ["docker-compose.yml"], "large": ["docker-compose.yml", "docker-compose.large.yml"]}


def compose(size: str) -> dict[str, Any]:
    """The files of a size, merged as compose does: maps by their keys; neither file adds to a list of the other."""
    whole: dict[str, Any] = {}
    for name in SIZES[size]:
        whole = merged(whole, yaml.safe_load((ROOT / name).read_text()))
    return whole


def merged(one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **{name: merged(one[name], value) if name in one else value for name, value in other.items()}}
    assert not isinstance(one, list)
    return other


def filled(value: str, environment: Mapping[str, str]) -> str:
    """A value of the compose file with its variables filled in.

    Raises:
        KeyError: One without a default (`${NAME:?}`) is not in the environment.
    """

    def fill(found: re.Match[str]) -> str:
        name, kind, default = found.groups()
        return environment.get(name, default) if kind == "-" else environment[name]

    return re.sub(r"\$\{(\w+):([-?])([^}]*)\}", fill, value)


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as pairs of instruction and argument, each on one line."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE))
    return [(name, argument) for name, _, argument in (line.partition(" ") for line in text.splitlines()) if name]


def image_environment() -> dict[str, str]:
    pairs = (pair.partition("=") for name, text in instructions() if name == "ENV" for pair in shlex.split(text))
    return {name: value for name, _, value in pairs}


def build_commands() -> list[str]:
    """The shell commands of the image's build that run `manage.py`."""
    steps = [step for name, text in instructions() if name == "RUN" for step in text.split(" && ")]
    return [step.strip() for step in steps if "manage.py" in step]


def is_copied(path: str) -> bool:
    """Whether a file of the source comes into the image, by .dockerignore."""
    names = [path, *map(str, PurePosixPath(path).parents)]
    patterns = [line.removeprefix("**/") for line in (ROOT / ".dockerignore").read_text().split()]
    return not any(
        fnmatch(name, pattern) or fnmatch(Path(name).name, pattern) for pattern in patterns for name in names
    )
