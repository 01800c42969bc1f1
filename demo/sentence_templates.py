"""The sentence templates that the demo's plans are composed from, read from `demo/texts/`.

A text file holds themes. `= key` begins one, each further line is one template: its role, the conditions, a blank and
the sentence. Roles: `rubrik` headings (alternatives by ` | `), `paragraf` section of the act, `varför` reasons,
`nu` present state, `mål` goals, `gör` measures (from the infinitive), `mät` indicators, `vem` who answers for it.
Conditions: `+trait` of the owner, `@year` from the plan's first year, `<year` before it;
`villkor` sets them for the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
LINE = re.compile(r"(?P<role>[\wåäö-]+)(?P<conditions>(?:[+@<][\wåäö]+)*)(?: (?P<text>.*))?$")


@dataclass(frozen=True, slots=True)
class Condition:
    traits: frozenset[str] = frozenset()
    since: int = 0
    before: int = 9999

    @classmethod
    def parse(cls, written: str) -> Condition:
        parts = re.findall(r"([+@<])([\wåäö]+)", written)
        return cls(
            traits=frozenset(value for sign, value in parts if sign == "+"),
            since=max((int(value) for sign, value in parts if sign == "@"), default=0),
            before=min((int(value) for sign, value in parts if sign == "<"), default=9999),
        )

    def applies(self, traits: frozenset[str], year: int) -> bool:
        return self.traits <= traits and self.since <= year < self.before


@dataclass(frozen=True, slots=True)
class SentenceTemplate:
    key: str  # theme, role and number: names it for the choice among alternatives
    text: str
    condition: Condition = Condition()


@dataclass(slots=True)
class TextTheme:
    key: str
    condition: Condition = Condition()
    headings: tuple[str, ...] = ()
    section: str = ""  # of the act
    templates: dict[str, list[SentenceTemplate]] = field(default_factory=dict)  # role -> statements


def read_lines(path: Path) -> Iterator[tuple[str, str, Condition, str]]:
    """Yield (theme, role, condition, text) for each line of a file; raises ValueError for a malformed one."""
    theme = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("= "):
            theme = line[2:].strip()
            continue
        match = LINE.match(line.strip())
        if not match or not theme:
            raise ValueError(f"{path.name}:{number}: {line}")
        yield theme, match["role"], Condition.parse(match["conditions"] or ""), (match["text"] or "").strip()


def read_themes(path: Path, themes: dict[str, TextTheme]) -> None:
    """Add the lines of a file to the themes; several files may add to the same theme."""
    for key, role, condition, text in read_lines(path):
        theme = themes.setdefault(key, TextTheme(key))
        match role:
            case "villkor":
                theme.condition = Condition.parse(text)
            case "rubrik":
                theme.headings = tuple(text.split(" | "))
            case "paragraf":
                theme.section = text
            case _:
                known = theme.templates.setdefault(role, [])
                texts = text.split(" | ") if role == "vem" else [text]
                first = len(known)
                known.extend(
                    SentenceTemplate(f"{key}/{role}/{first + n}", one, condition) for n, one in enumerate(texts)
                )


@cache
def text_themes() -> dict[str, TextTheme]:
    """Every theme by its key, in the order of the files."""
    themes: dict[str, TextTheme] = {}
    for path in sorted(TEXTS.glob("[0-9]*.txt")):
        read_themes(path, themes)
    return themes


@dataclass(frozen=True, slots=True)
class LocalText:
    """A paragraph for one owner, or shared word for word by several."""

    theme: str
    condition: Condition
    text: str


@cache
def local_texts() -> dict[str, tuple[LocalText, ...]]:
    """ExampleOwner's code -> paragraphs of its own, from `lokalt.txt` and, for several owners, `delat.txt`."""
    found: dict[str, list[LocalText]] = {}
    for name in ("lokalt.txt", "delat.txt"):
        for owners, theme, condition, text in read_lines(TEXTS / name):
            for code in owners.split():
                found.setdefault(code, []).append(LocalText(theme, condition, text))
    return {code: tuple(texts) for code, texts in found.items()}
