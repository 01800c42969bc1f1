"""Pseudo-random choices that depend on their arguments alone, so that the demo is the same at each run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def stable_hash(*parts: object) -> int:
    """A 64-bit number derived from the parts."""
    return int.from_bytes(hashlib.blake2b("/".join(map(str, parts)).encode(), digest_size=8).digest(), "big")


def stable_choice(items: Sequence[Item], *parts: object) -> Item:
    return items[stable_hash(*parts) % len(items)]


def stable_shuffle(items: Sequence[Item], *parts: object) -> list[Item]:
    return [item for _, item in sorted(enumerate(items), key=lambda pair: stable_hash(*parts, pair[0]))]
