"""Imports a collection of plans."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from content.commands import ProgressCommand
from library_plans.batches.run_recorder import RunRecorder
from library_plans.importer.bulk_import import CollectionError, ImportReport, import_row, read_collection
from library_plans.importer.ocr_pages import ocr_edition
from library_plans.importer.pipeline import ReadingInterrupted
from search.indexing import deferred_refresh


class Command(ProgressCommand):
    help = "Take in the plans of a list (CSV or XLSX) or a folder. Safe to run again: known files are skipped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("collection", type=Path, help="list, CSV or XLSX (see docs/operations.md), or a folder")
        parser.add_argument("--json", action="store_true", help="End with one JSON object instead of a sentence.")
        parser.add_argument("--keep-going", action="store_true", help="Go on after an unexpected error with a file.")
        parser.add_argument("--no-ocr", action="store_true", help="Leave pages that are pictures unread.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            listed = read_collection(options["collection"])
        except CollectionError as error:
            raise CommandError(str(error)) from error
        report = ImportReport()
        recorder = RunRecorder(options["collection"].resolve().name)
        with deferred_refresh():
            for position, row in enumerate(self.track(listed, "Filer"), start=1):
                result = import_row(row, keep_going=options["keep_going"])
                recorder.add(position, result)
                report.add(result)
        if not options["no_ocr"]:
            for result in self.track(report.needing_ocr(), "Teckentolkning"):
                with suppress(ReadingInterrupted):  # the next run reads the pages that are left
                    result.update(ocr_edition(result.edition))
        self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False) if options["json"] else str(report))
