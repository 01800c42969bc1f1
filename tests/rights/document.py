"""The table of rights as a document, `docs/rights.md`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.rights.rule import Rule
from tests.rights.secrets import MAY_KNOW
from tests.rights.table import CHAPTERS

FILE = Path(__file__).parents[2] / "docs" / "rights.md"
HEAD = """# Who may do what

Made of the rules in `tests/rights/`, which every address of the site is tried against: by a stranger, a reader,
contributors of two municipalities and officers of three regions, with a superuser as control
(`tests/rights/test_matrix.py`). A new address without a rule fails the build. This page is written anew by

    .venv/bin/python manage.py shell -c "from tests.rights.document import write; write()"

The roles in Swedish: reader *läsare*, contributor *bidragslämnare*, officer of a region *regional handläggare*, KB
*KB-redaktör*, *KB-handläggare* and *administratör*. A superuser may do everything.
"""


def render() -> str:
    """The whole page, as Markdown."""
    return "\n".join([HEAD, *known(), *(line for title, rules in CHAPTERS for line in chapter(title, rules)), ""])


def known() -> Iterator[str]:
    yield "## What may be known\n"
    yield "Wherever it stands: in a page, a list, a dialogue, a file, a header or a mail.\n"
    yield "| what | by whom |"
    yield "|---|---|"
    yield from (f"| {kind} | {audience.name} |" for kind, audience in MAY_KNOW.items())


def chapter(title: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield "| what | who is given it | who changes anything there |"
    yield "|---|---|---|"
    yield from (f"| {rule.title} | {rule.who.name} | {who_changes(rule)} |" for rule in rules)


def who_changes(rule: Rule) -> str:
    return "–" if rule.sends is None else (rule.changes or rule.who).name


def write() -> None:
    FILE.write_text(render(), encoding="utf-8")
