"""Fill an index with synthetic records in any number, to measure an engine."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from content.commands import ProgressCommand
from demo.synthetic_records import CHUNKS, records
from extraction.types import PassageKind
from library_plans.models import Passage
from search.engines import engine_at
from search.types import EngineUnavailable

TEXTS = 20_000  # passages of the demo whose words are used


class Command(ProgressCommand):
    help = (
        "Builds an index of synthetic passages with the word distribution of the demo. Writes nothing to the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--passages", type=int, required=True)
        parser.add_argument("--engine", required=True, help="address of an index of its own, as SEARCH_URL")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, passages: int, engine: str, seed: int, **options: Any) -> None:
        if engine in (settings.SEARCH_URL, settings.SEARCH_FAILOVER_URL):
            raise CommandError("That is the site's own index, which would be lost: name another.")
        if passages < 1:
            raise CommandError("--passages must be at least 1.")
        texts = list(Passage.objects.order_by("pk").values_list("text", flat=True)[:TEXTS])
        headings = Passage.objects.filter(kind=PassageKind.HEADING).order_by("text").values_list("text", flat=True)
        if not texts:
            raise CommandError("There are no passages to take words from: run load_demo first.")
        synthetic = records(texts, list(headings.distinct()), passages, seed)
        target, began = engine_at(engine), time.monotonic()
        try:
            target.rebuild(self.track(synthetic, "load_scale", -(-passages // CHUNKS)))
            status = target.status()
        except EngineUnavailable as error:
            raise CommandError(f"The search server does not answer: {error}") from error
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{status.engine}: {status.chunks} passages in {seconds:.0f} s ({status.chunks / seconds:.0f}/s), "
            f"{status.bytes / 1e6:.0f} MB"
        )
