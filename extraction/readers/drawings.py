"""The words of diagrams and charts in office documents."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extraction.readers.elements import attribute, child, local

MAX_POINTS = 2_000  # of a diagram, and values of a series
LABELS = {"title", "dLbl"}


def diagram_texts(root: etree._Element) -> list[str]:
    """The texts of a diagram (SmartArt) in the order of its tree, one for each point."""
    points = {attribute(point, "modelId"): point for point in root.iter() if local(point) == "pt"}
    children: dict[str, list[tuple[int, str]]] = {}
    for link in root.iter():
        if local(link) == "cxn" and attribute(link, "type") in ("", "parOf"):
            order = attribute(link, "srcOrd")
            place = (int(order) if order.isdigit() else 0, attribute(link, "destId"))
            children.setdefault(attribute(link, "srcId"), []).append(place)
    seen: dict[str, None] = {}
    below = {name for links in children.values() for _, name in links}
    for name in [*(one for one in points if one not in below), *points]:
        _visit(name, children, seen)
    texts = (shown_text(child(points[name], "t")) for name in seen if name in points)
    return [text for text in list(texts)[:MAX_POINTS] if text.strip()]


def _visit(name: str, children: dict[str, list[tuple[int, str]]], seen: dict[str, None]) -> None:
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen[one] = None
            waiting += [other for _, other in sorted(children.get(one, []), reverse=True)]


def shown_text(element: etree._Element | None) -> str:
    """The text of paragraphs in a drawing, a blank between them."""
    if element is None:
        return ""
    paragraphs = (part for part in element.iter() if local(part) == "p")
    return " ".join("".join(run.text or "" for run in one.iter() if local(run) == "t") for one in paragraphs)


def chart_texts(root: etree._Element) -> list[str]:
    """The title of a chart, the titles of its axes, and labels that somebody wrote."""
    texts = (shown_text(part) for part in root.iter() if local(part) in LABELS)
    return [text for text in texts if text.strip()]


def chart_rows(root: etree._Element) -> list[list[str]]:
    """The values of a chart as a table: series as columns, categories as rows."""
    series = [part for part in root.iter() if local(part) == "ser"]
    if not series:
        return []
    names = [next(_values(child(one, "tx")), "") for one in series]
    categories = next((found for one in series if (found := list(_values(_first(one, "cat", "xVal"))))), [])
    columns = [list(_values(_first(one, "val", "yVal"))) for one in series]
    length = max(len(categories), *(len(column) for column in columns))
    rows = [[_at(categories, row), *(_at(column, row) for column in columns)] for row in range(length)]
    return [["", *names], *rows]


def _first(series: etree._Element, *names: str) -> etree._Element | None:
    return next((found for name in names if (found := child(series, name)) is not None), None)


def _values(data: etree._Element | None) -> Iterator[str]:
    """The values that the document keeps of a column, in order; of categories in levels the innermost."""
    if data is None:
        return
    level = next((part for part in data.iter() if local(part) == "lvl"), data)
    codes = (part.text or "" for part in data.iter() if local(part) == "formatCode")
    percent = "%" in next(codes, "")
    points = [part for part in level.iter() if local(part) == "pt"]
    if not points:
        yield "".join(part.text or "" for part in level.iter() if local(part) == "v")
        return
    by_place = {attribute(point, "idx"): child(point, "v") for point in points}
    last = max((int(place) for place in by_place if place.isdigit()), default=-1)
    for place in range(min(last + 1, MAX_POINTS)):
        value = by_place.get(str(place))
        yield "" if value is None else _as_shown(value.text or "", percent)


def _as_shown(value: str, percent: bool) -> str:
    """A number as a Swedish program shows it; anything else as it stands."""
    try:
        number = float(value)
    except ValueError:
        return value
    shown = f"{number * 100 if percent else number:.10g}".replace(".", ",")
    return f"{shown} %" if percent else shown


def _at(values: list[str], place: int) -> str:
    return values[place] if place < len(values) else ""
