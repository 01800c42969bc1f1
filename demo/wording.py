"""From a statement to a sentence: alternatives `{a|b}` are chosen and slots `[name]` filled, always the same way.

Alternatives that begin with `=` agree: all of a statement take the same place, `{=Den är|De är} {=ny|nya}`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")

ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
NUMBER = re.compile(r"\[tal:(\d+)-(\d+)\]")
SLOT = re.compile(r"\[(\w+)\]")
TIDY = ((re.compile(r"\s+"), " "), (re.compile(r"\s+([,.;:])"), r"\1"), (re.compile(r"\.{2,}"), "."))


def draw(*parts: object) -> int:
    """A number that follows from the parts alone: the demo's only source of chance."""
    return int.from_bytes(hashlib.blake2b("/".join(map(str, parts)).encode(), digest_size=8).digest(), "big")


def choose(items: Sequence[Item], *parts: object) -> Item:
    return items[draw(*parts) % len(items)]


def shuffled(items: Sequence[Item], *parts: object) -> list[Item]:
    return [item for _, item in sorted(enumerate(items), key=lambda pair: draw(*parts, pair[0]))]


def grouped(number: int) -> str:
    """Swedish digits: thousands apart by a blank from five digits on."""
    return f"{number:,}".replace(",", " ") if number >= 10_000 else str(number)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes statements for one plan. `seed` names the owner, so that another one words the same thing otherwise."""

    slots: Mapping[str, str]
    seed: str

    def write(self, text: str, key: str) -> str:
        """The finished sentence; KeyError names a slot that the owner lacks."""
        count = 0

        def alternative(match: re.Match[str]) -> str:
            nonlocal count
            count += 1
            agreeing = match[1].startswith("=")
            return choose(match[1].removeprefix("=").split("|"), self.seed, key, "=" if agreeing else count)

        def number(match: re.Match[str]) -> str:
            low, high = int(match[1]), int(match[2])
            return grouped(low + draw(self.seed, key, "tal") % (high - low + 1))

        text = ALTERNATIVES.sub(alternative, text)
        text = SLOT.sub(self.slot, NUMBER.sub(number, text))
        for pattern, replacement in TIDY:
            text = pattern.sub(replacement, text)
        return text.strip()

    def slot(self, match: re.Match[str]) -> str:
        name = match[1]
        return self.slots[name] if name in self.slots else capitalised(self.slots[name[:1].lower() + name[1:]])
