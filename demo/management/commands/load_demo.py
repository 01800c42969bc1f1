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
from demo.document_specs import DocumentSpec, document_specs, large_document_specs
from demo.english_pages import load_english_pages
from demo.example_pages import load_example_pages
from demo.owners import example_owners
from demo.synthetic_plans import load_synthetic_plans
from demo.types import ExampleDocument, PlanFacts
from library_plans.importer.pipeline import read_edition
from library_plans.models import Edition, Plan
from library_plans.querysets import UNREAD
from search.indexing import deferred_refresh

PROCESSES = 2
CHUNK_SIZE = 8


class Command(ProgressCommand):
    help = "Makes the example plans, takes them in and reads them. Does nothing when they are there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="1,200 documents over all owners")
        parser.add_argument(
            "--generations", type=int, default=0, help="number of synthetic earlier plans of every owner"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is only for sites that say so: set DEMO=1.")
        set_contact()
        with deferred_refresh():
            self.load("demo", document_specs())
            if options["full"]:
                self.load("full", large_document_specs())
            if options["generations"]:
                self.stdout.write(f"register: {load_synthetic_plans(options['generations'])} new plans")
            self.stdout.write(f"example pages: {load_example_pages(timezone.localdate())} new")
            self.stdout.write(f"English pages: {load_english_pages()} new")

    def load(self, name: str, specs: list[DocumentSpec]) -> None:
        if loading.is_loaded(name):
            self.stdout.write(f"{name}: {len(specs)} documents, all there")
            return
        checksums: dict[str, str] = {}
        plans: dict[str, tuple[PlanFacts, Plan]] = {}
        new = 0
        for document in self.track(self.rendered(specs), f"{name}: writing", len(specs)):
            registration = loading.register_document(document)
            checksums[document.name] = hashlib.sha256(document.data).hexdigest()
            plans[document.plan.key] = (document.plan, registration.edition.plan)
            new += registration.created
        if name == "demo":
            self.register_without_files(plans)
        loading.link_predecessors(plans.values())
        states = self.read()
        loading.save_checksums(name, checksums)
        read = ", ".join(f"{state} {count}" for state, count in sorted(states.items()))
        self.stdout.write(f"{name}: {len(specs)} documents of {len(plans)} plans, {new} new. Read: {read or 'none'}")

    def rendered(self, specs: list[DocumentSpec]) -> Iterator[ExampleDocument]:
        """The rendered documents in order; many are rendered in parallel processes.

        Renderers are imported here, because importing them takes half of the time of a run with nothing to do.
        """
        render = import_string("demo.documents.render_document")
        if len(specs) < 10 * CHUNK_SIZE:
            yield from map(render, specs)
            return
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            yield from pool.imap(render, specs, chunksize=CHUNK_SIZE)

    def register_without_files(self, plans: dict[str, tuple[PlanFacts, Plan]]) -> None:
        for owner in example_owners():
            for entry in owner.plans:
                if not entry.files:
                    plans[entry.facts.key] = (entry.facts, loading.register_without_file(entry.facts))

    def read(self) -> Counter[str]:
        waiting = Edition.objects.filter(plan__is_example=True, state__in=UNREAD).order_by("pk")
        keys = list(waiting.values_list("pk", flat=True))
        return Counter(read_edition(key).state for key in self.track(keys, "reading"))
