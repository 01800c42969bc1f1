"""The rules of a hunspell affix file, as far as Swedish needs them: suffixes, their conditions and compound flags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class Use:
    """What a form may be, as bits: a word of its own, a place within a compound, a name."""

    WORD = 1
    BEGIN = 2
    MIDDLE = 4
    END = 8
    NAME = 16


FORBIDDEN, NEEDS_SUFFIX, ONLY_IN_COMPOUND = "%", "¤", "Z"
_PLACES = {"X": Use.BEGIN, "U": Use.MIDDLE, "Y": Use.END}


@dataclass(frozen=True, slots=True)
class Suffix:
    """One rule: cut `strip`, put `add`, when the word's end matches; `flags` say where the result may stand."""

    strip: str
    add: str
    condition: re.Pattern[str]
    flags: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an entry in lower case. `base` is the entry's own first form."""

    text: str
    base: str
    use: int


class Affixes:
    """The suffix rules of one language, by flag."""

    def __init__(self, path: Path) -> None:
        self._rules: dict[str, list[Suffix]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if len(fields) >= 5 and fields[0] == "SFX":
                self._add(*fields[1:5])

    def _add(self, flag: str, strip: str, addition: str, condition: str) -> None:
        add, _, flags = addition.partition("/")
        pattern = re.compile("" if condition == "." else f"(?:{condition})$")
        rule = Suffix("" if strip == "0" else strip, "" if add == "0" else add, pattern, flags)
        self._rules.setdefault(flag, []).append(rule)

    def forms(self, entry: str) -> Iterator[Form]:
        """Every form of a dictionary line such as `kommun/ADHXY`, its base first; none for a forbidden word."""
        word, _, flags = entry.partition("/")
        if FORBIDDEN in flags:
            return
        name = Use.NAME if word[:1].isupper() else 0
        alone = 0 if ONLY_IN_COMPOUND in flags else Use.WORD
        last = Use.END if "Y" in flags else 0
        base = word.lower()
        yield Form(base, base, _places(flags) | name | (0 if NEEDS_SUFFIX in flags else alone))
        for flag in flags:
            for rule in self._rules.get(flag, ()):
                if not word.endswith(rule.strip) or not rule.condition.search(word):
                    continue
                text = word[: len(word) - len(rule.strip)] + rule.add
                use = _places(rule.flags) if rule.flags else alone | last
                yield Form(text.lower(), base, use | name)


def _places(flags: str) -> int:
    return sum(place for flag, place in _PLACES.items() if flag in flags)
