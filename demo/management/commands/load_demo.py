"""Fill the register with example plans."""

import hashlib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from content.commands import ProgressCommand
from demo import loading
from demo.contact import set_contact
from demo.document_specs import DocumentSpec, document_specs, large_document_specs
from demo.english_pages import load_english_pages
from demo.example_cases import load_example_cases
from demo.example_pages import load_example_pages
from demo.owners import example_owners
from demo.rendering import rendered, rendering_processes
from demo.synthetic_plans import load_synthetic_plans
from demo.types import ExampleDocument, PlanFacts
from library_plans.importer.read_ahead import ReadAhead
from library_plans.importer.registration import RegistrationResult
from library_plans.models import Plan
from library_plans.querysets import UNREAD
from library_plans.status_periods.sync import batched_updates
from search.indexing import deferred_refresh

PORTION = 15  # documents registered in one transaction


class Command(ProgressCommand):
    help = "Makes the example plans, takes them in and reads them. Does nothing when they are there."
    stealth_options = ("documents",)  # the rendered documents of the demo, from whoever began to render them before

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
            self.load("demo", document_specs(), options.get("documents"))
            if options["full"]:
                self.load("full", large_document_specs())
            if options["generations"]:
                self.stdout.write(f"register: {load_synthetic_plans(options['generations'])} new plans")
            self.stdout.write(f"example pages: {load_example_pages(timezone.localdate())} new")
            call_command("demo_users", stdout=StringIO())
            self.stdout.write(f"example cases: {load_example_cases()} new")
            self.stdout.write(f"English pages: {load_english_pages()} new")

    def load(self, name: str, specs: list[DocumentSpec], documents: Iterable[ExampleDocument] | None = None) -> None:
        if loading.is_loaded(name):
            self.stdout.write(f"{name}: {len(specs)} documents, all there")
            return
        with rendering_processes() as processes, ReadAhead() as reader:
            self.take_in(name, specs, documents or rendered(specs, processes), reader)

    def take_in(
        self, name: str, specs: list[DocumentSpec], documents: Iterable[ExampleDocument], reader: ReadAhead
    ) -> None:
        checksums: dict[str, str] = {}
        plans: dict[str, tuple[PlanFacts, Plan]] = {}
        new = 0
        for registration, document in self.registered(self.track(documents, f"{name}: writing", len(specs))):
            if registration.edition.state in UNREAD:
                reader.add(registration.edition)
            checksums[document.name] = hashlib.sha256(document.data).hexdigest()
            plans[document.plan.key] = (document.plan, registration.edition.plan)
            new += registration.created
        if name == "demo":
            self.register_without_files(plans)
        loading.link_predecessors(plans.values())
        states = Counter(edition.state for edition in self.track(reader.store(), "reading", len(reader)))
        loading.save_checksums(name, checksums)
        read = ", ".join(f"{state} {count}" for state, count in sorted(states.items()))
        self.stdout.write(f"{name}: {len(specs)} documents of {len(plans)} plans, {new} new. Read: {read or 'none'}")

    def registered(self, documents: Iterator[ExampleDocument]) -> Iterator[tuple[RegistrationResult, ExampleDocument]]:
        """Register documents, many in each transaction, which waits for none of them to be rendered."""
        while portion := list(islice(documents, PORTION)):
            with batched_updates():
                made = [loading.register_document(document) for document in portion]
            yield from zip(made, portion, strict=True)

    def register_without_files(self, plans: dict[str, tuple[PlanFacts, Plan]]) -> None:
        for owner in example_owners():
            for entry in owner.plans:
                if not entry.files:
                    plans[entry.facts.key] = (entry.facts, loading.register_without_file(entry.facts))
