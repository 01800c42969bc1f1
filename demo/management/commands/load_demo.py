"""Fill the register with example plans."""

import hashlib
import multiprocessing
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

from content.commands import ProgressCommand
from demo import loading
from demo.contact import set_contact
from demo.english import load_english
from demo.orders import Order, large_orders, orders
from demo.owners import library
from demo.register_scale import load_register
from demo.types import PlanFacts, WrittenDocument
from demo.year import load_year
from extraction.types import TextState
from library_plans.importer.pipeline import read_edition
from library_plans.models import Edition, Plan
from search.indexing import deferred_refresh

PROCESSES = 2
ORDERS_AT_ONCE = 8


class Command(ProgressCommand):
    help = "Makes the example plans, takes them in and reads them. Does nothing when they are there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="1,200 documents over all owners")
        parser.add_argument(
            "--generations", type=int, default=0, help="So many earlier plans of every owner, without its own text"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is only for sites that say so: set DEMO=1.")
        set_contact()
        with deferred_refresh():
            self.load("demo", orders())
            if options["full"]:
                self.load("full", large_orders())
            if options["generations"]:
                self.stdout.write(f"register: {load_register(options['generations'])} new plans")
            self.stdout.write(f"year: {load_year(timezone.localdate())} new pages")
            self.stdout.write(f"english: {load_english()} new pages")

    def load(self, name: str, ordered: list[Order]) -> None:
        if loading.is_loaded(name):
            self.stdout.write(f"{name}: {len(ordered)} documents, all there")
            return
        checksums: dict[str, str] = {}
        plans: dict[str, tuple[PlanFacts, Plan]] = {}
        new = 0
        for document in self.track(self.written(ordered), f"{name}: writing", len(ordered)):
            registration = loading.register(document)
            checksums[document.name] = hashlib.sha256(document.data).hexdigest()
            plans[document.plan.key] = (document.plan, registration.edition.plan)
            new += registration.created
        if name == "demo":
            self.register_without_files(plans)
        loading.link_generations(plans.values())
        states = self.read()
        loading.remember(name, checksums)
        read = ", ".join(f"{state} {count}" for state, count in sorted(states.items()))
        self.stdout.write(f"{name}: {len(ordered)} documents of {len(plans)} plans, {new} new. Read: {read or 'none'}")

    def written(self, ordered: list[Order]) -> Iterator[WrittenDocument]:
        """A few are made here; many are made beside each other, in the same order.

        The makers are imported now and not before: they are half of the time of a run with nothing to do.
        """
        write = import_string("demo.library.write")
        if len(ordered) < 10 * ORDERS_AT_ONCE:
            yield from map(write, ordered)
            return
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            yield from pool.imap(write, ordered, chunksize=ORDERS_AT_ONCE)

    def register_without_files(self, plans: dict[str, tuple[PlanFacts, Plan]]) -> None:
        for owner in library():
            for entry in owner.plans:
                if not entry.files:
                    plans[entry.facts.key] = (entry.facts, loading.register_without_file(entry.facts))

    def read(self) -> Counter[str]:
        waiting = Edition.objects.filter(plan__is_example=True, state=TextState.PENDING).order_by("pk")
        keys = list(waiting.values_list("pk", flat=True))
        return Counter(read_edition(key).state for key in self.track(keys, "reading"))
