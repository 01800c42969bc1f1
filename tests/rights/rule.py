"""The shape of a rule about addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.rights.audiences import Audience
from tests.rights.routes import Route


@dataclass(frozen=True, slots=True)
class Rule:
    """What some addresses are for, and who is given what they give.

    `routes` are regular expressions of whole keys of routes. With `about`, each address is asked for with every object
    of these kinds; who may is shown the object's word, unless `shows` is false. `hides` are kinds that are asked for
    too, shown to nobody there and changed by nobody.
    `lists` are kinds whose words all stand there, as far as each person may know them.
    `values` are arguments that stand for no object, and a tuple of them for each in turn; `queries` are query strings.
    `sends` is what is sent to change something, on top of the form that the address shows; without it nobody's
    changes are tried but those of people who may not. `changes` narrows who may change.
    """

    title: str
    who: Audience
    routes: tuple[str, ...]
    about: tuple[str, ...] = ()
    shows: bool = True
    hides: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    queries: tuple[str, ...] = ("",)
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)
    sends: Mapping[str, Any] | None = field(default=None, hash=False)
    changes: Audience | None = None

    def claims(self, route: Route) -> bool:
        return any(re.fullmatch(pattern, route.key) for pattern in self.routes)


def claimed(rules: tuple[Rule, ...], routes: list[Route]) -> Iterator[tuple[Route, list[Rule]]]:
    """Each route with the rules that claim it."""
    return ((route, [rule for rule in rules if rule.claims(route)]) for route in routes)
