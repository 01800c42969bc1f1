"""Renders sentence templates: chooses among alternatives `{a|b}` and fills slots `[name]`, the same way at each run.

Alternatives that begin with `=` agree: all of a template take the same position, `{=Den är|De är} {=ny|nya}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from demo.stable_random import stable_choice, stable_hash

ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
NUMBER = re.compile(r"\[tal:(\d+)-(\d+)\]")
SLOT = re.compile(r"\[(\w+)\]")
TIDY = ((re.compile(r"\s+"), " "), (re.compile(r"\s+([,.;:])"), r"\1"), (re.compile(r"\.{2,}"), "."))


def format_number(number: int) -> str:
    """The number with spaces between thousands, from five digits on."""
    return f"{number:,}".replace(",", " ") if number >= 10_000 else str(number)


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class SentenceRenderer:
    """Renders templates for one plan. `seed` is the owner's code, so that owners get different wordings."""

    slots: Mapping[str, str]
    seed: str

    def render(self, text: str, key: str) -> str:
        """The sentence; raises KeyError for a slot that the owner lacks."""
        count = 0

        def alternative(match: re.Match[str]) -> str:
            nonlocal count
            count += 1
            agreeing = match[1].startswith("=")
            return stable_choice(match[1].removeprefix("=").split("|"), self.seed, key, "=" if agreeing else count)

        def number(match: re.Match[str]) -> str:
            low, high = int(match[1]), int(match[2])
            return format_number(low + stable_hash(self.seed, key, "tal") % (high - low + 1))

        text = ALTERNATIVES.sub(alternative, text)
        text = SLOT.sub(self.slot, NUMBER.sub(number, text))
        for pattern, replacement in TIDY:
            text = pattern.sub(replacement, text)
        return text.strip()

    def slot(self, match: re.Match[str]) -> str:
        name = match[1]
        return self.slots[name] if name in self.slots else capitalised(self.slots[name[:1].lower() + name[1:]])
