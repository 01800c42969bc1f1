"""Reads the environment."""

import os


def flag(name: str, default: bool = False) -> bool:
    """A yes/no from the environment: 1, true, yes and on mean yes."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}
