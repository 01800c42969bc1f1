"""Latency of searches on SQLite with 70,000 and 700,000 passages, by class of query."""

import tempfile
from io import StringIO

from django.core.management import call_command

from search.engines import engine_at
from tests.bench.scale import measure

TODAYS = 70_000  # passages, as all plans of 290 municipalities and 21 regions through their generations


def main() -> None:
    for size in (1, 10):
        with tempfile.TemporaryDirectory() as scratch:
            address = f"sqlite://{scratch}/index.sqlite3"
            told = StringIO()
            call_command("load_scale", passages=TODAYS * size, engine=address, stdout=told)
            print(f"{size}×: {told.getvalue().strip()}")
            for line in measure(engine_at(address)):
                print(line, flush=True)
