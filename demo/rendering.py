"""Renders the demo's documents in processes beside the one that takes them in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from django.utils.module_loading import import_string

from demo.document_specs import DocumentSpec
from demo.types import ExampleDocument

CHUNK_SIZE = 8


@contextmanager
def rendering_processes() -> Iterator[ProcessPoolExecutor]:
    """Processes for `rendered`, on all cores but the caller's; none is started before it is needed."""
    cores = len(os.sched_getaffinity(0))
    executor = ProcessPoolExecutor(max(1, cores - 1), mp_context=get_context("spawn"))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def rendered(specs: Sequence[DocumentSpec], processes: ProcessPoolExecutor) -> Iterator[ExampleDocument]:
    """The rendered documents in order; rendering begins at once, whenever they are asked for."""
    return processes.map(render, specs, chunksize=CHUNK_SIZE)


def render(spec: DocumentSpec) -> ExampleDocument:
    """The rendered document. The renderers are imported here: that takes half of the time of a run that needs none."""
    document: ExampleDocument = import_string("demo.documents.render_document")(spec)
    return document
