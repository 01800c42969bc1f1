"""What is asked for: an object of each kind at each place, with a secret word of its own in a text of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.rights.people import KB, REGION_1, REGION_2

EVERY_TITLE = "Fjällräv"  # what a search for everything asks for
PLACES = (REGION_1, REGION_2, KB)


@dataclass(frozen=True, slots=True)
class Secret:
    """An object that has a secret word, and what addresses are filled with to ask for it.

    `kind` names a row of the table of who may know it, `place` the county of a region, or KB's code.
    """

    kind: str
    place: str
    word: str
    arguments: dict[str, Any] = field(hash=False, default_factory=dict)

    def __str__(self) -> str:
        return f"{self.kind} of {self.place}" if self.place else self.kind


class Secrets:
    """All objects, and the arguments of addresses that stand for no object."""

    def __init__(self) -> None:
        self.all: list[Secret] = []
        self._numbers = count(1)

    def word(self) -> str:
        """A new secret word: no text of the site has it, and it is not part of another one."""
        return f"hemlighet{next(self._numbers):04d}x"

    def add(self, kind: str, place: str, word: str, /, **arguments: Any) -> Secret:
        secret = Secret(kind, place, word, arguments)
        self.all.append(secret)
        return secret

    def of(self, *kinds: str) -> Iterator[Secret]:
        return (secret for secret in self.all if secret.kind in kinds)

    def found_in(self, content: str) -> set[Secret]:
        """The objects whose words stand in a text."""
        if "hemlighet" not in content:
            return set()
        return {secret for secret in self.all if secret.word in content}
