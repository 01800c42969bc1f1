"""What a page costs with the demo's plans, and with six earlier plans more for every owner, in one run.

As multiples of a trivial view's CPU time in the same server. "anew" is for a reader who carries a cookie, "cached" for
one who does not (`delivery.page_cache`). On SQLite: the larger site is a copy of the one that `make run` made.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings

GENERATIONS = 6
DATABASE = "site.sqlite3"
NOT_COPIED = ("bench", "test", "cache", "page-images", "services*", f"{DATABASE}*")
COLUMNS = f"{'anew':>7} {'queries':>8} {'cached':>7}"
HEADING = f"{'address':58} {COLUMNS}   {COLUMNS} {'growth':>7}"

Cost = dict[str, Any]  # a `tests.bench.page_costs.PageCost`
Costs = dict[str, Cost]  # by address


def larger_site() -> Path:
    """A copy of the site under var/ with earlier plans, made anew each time."""
    site, copy = Path(settings.VAR_DIR), Path(settings.VAR_DIR) / "bench"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site, copy, symlinks=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
    with (
        closing(sqlite3.connect(site / "site.sqlite3")) as source,
        closing(sqlite3.connect(copy / "site.sqlite3")) as to,
    ):
        source.backup(to)
    for command in (["load_demo", f"--generations={GENERATIONS}"], ["rebuild_search", "--if-needed"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], check=True, env=environment(copy), cwd=settings.BASE_DIR
        )
    return copy


def environment(site: Path) -> dict[str, str]:
    return {**os.environ, "VAR_DIR": str(site), "DJANGO_SETTINGS_MODULE": "cms.settings.bench"}


def costs(site: Path) -> Costs:
    """What each address of a site costs, as `tests.bench.page_costs` measures it."""
    command = [sys.executable, "-m", "tests.bench.page_costs"]
    lines = subprocess.run(
        command, check=True, env=environment(site), cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    ).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    return {row["address"]: row for row in rows}


def table(small: Costs, large: Costs) -> Iterator[str]:
    """A row for each address, in the order in which they were measured; `!404` after what did not answer."""
    yield f"{'':58} {'demo':^24}   {f'{GENERATIONS} generations more':^32}"
    yield HEADING
    for address, before in small.items():
        after = large[address]
        growth = after["fresh"] / before["fresh"]
        failed = "" if before["status"] == after["status"] == 200 else f" !{after['status']}"
        yield f"{address[:58]:58} {cell(before)}   {cell(after)} {growth:7.2f}{failed}"


def cell(row: Cost) -> str:
    """Anew, queries and cached of one address on one site, in times of the floor."""
    cached = "" if row["cached"] is None else f"{row['cached']:.1f}"
    return f"{row['fresh']:7.1f} {row['queries']:8} {cached:>7}"


def main() -> None:
    small = costs(Path(settings.VAR_DIR))
    for line in table(small, costs(larger_site())):
        print(line)
