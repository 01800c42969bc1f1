"""Chromium's accessibility tree: what a screen reader is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

STATES = ("checked", "expanded", "disabled")


@dataclass(frozen=True)
class Node:
    """An object of the tree with its role, its name and those of its states that are set, in words."""

    role: str
    name: str
    states: tuple[str, ...] = ()


def tree(page: Page) -> list[Node]:
    """The objects that are told, in reading order."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Accessibility.getFullAXTree")
    session.detach()
    by_id = {node["nodeId"]: node for node in answer["nodes"]}
    found: list[Node] = []

    def walk(node: dict[str, Any]) -> None:
        if not node.get("ignored"):
            found.append(to_node(node))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(answer["nodes"][0])
    return found


def to_node(node: dict[str, Any]) -> Node:
    values = {row["name"]: row["value"].get("value") for row in node.get("properties", ())}
    states = tuple(f"{name} {value}" for name, value in values.items() if name in STATES)
    name = " ".join(str(node.get("name", {}).get("value", "")).split())
    return Node(node["role"]["value"], name, states)


def with_role(page: Page, *roles: str) -> list[Node]:
    """The objects of some roles, in reading order."""
    return [node for node in tree(page) if node.role in roles]


def focus_order(page: Page, steps: int) -> list[str]:
    """What Tab leads to from the beginning of the page: the role and the name of each."""
    names = []
    for _step in range(steps):
        page.keyboard.press("Tab")
        names.append(focused(page))
    return names


def focused(page: Page) -> str:
    session = page.context.new_cdp_session(page)
    here = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    [node] = session.send("Accessibility.getPartialAXTree", {"objectId": here, "fetchRelatives": False})["nodes"]
    session.detach()
    told = to_node(node)
    return f"{told.role}: {told.name}"
