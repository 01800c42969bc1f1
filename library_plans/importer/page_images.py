"""Images of pages, rendered when first asked for and stored under `PAGE_IMAGES_ROOT`: a cache of each machine's own."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from delivery.disk_space import require_room
from extraction import page_worker
from extraction.page_worker import IMAGE_FILE, REFUSAL_FILE
from extraction.reasons import ExtractionReason, ReasonCode
from extraction.sandbox import ExitStatus, Limits, run_limited
from extraction.types import MediaType, TextState, Unreadable
from library_plans.importer.local_file import local_file
from library_plans.models import Edition

SCRATCH_PREFIX = "rendering-"  # of folders that are deleted after use, or by `prune_page_images`
IMAGE_WIDTH = 1200  # pixels
MAX_RENDERERS = 2  # child processes that render, over all processes of this machine
LIMITS = Limits(cpu=15, wall=20)


class RendererBusy(Exception):
    """Too many images are being rendered, or one was interrupted by nothing in its page; try again in a moment."""


def page_image(edition: Edition, page: int) -> Path:
    """A WebP image, 1,200 pixels wide, of a page counted from 1.

    Raises:
        RendererBusy: Two others are being rendered right now, or the rendering was interrupted.
        Unreadable: There can be no image: no pages, too large, damaged. Remembered, so a bad page is tried once;
            not remembered when the file is missing.
        DiskFull: There is no room for another image.
    """
    if edition.media_type != MediaType.PDF:
        raise Unreadable(TextState.UNSUPPORTED, ReasonCode.IMAGE_WITHOUT_PAGES)
    folder = Path(settings.PAGE_IMAGES_ROOT) / edition.sha256[:2] / edition.sha256
    image, refused = folder / f"{page}.webp", folder / f"{page}.refused.json"
    if image.exists():
        return image
    if refused.exists():
        state, reason = json.loads(refused.read_text(encoding="utf-8"))
        raise Unreadable(TextState(state), ReasonCode(reason["code"]))
    require_room()
    folder.mkdir(parents=True, exist_ok=True)
    with (
        _renderer_slot(),
        _source_file(edition) as file,
        tempfile.TemporaryDirectory(prefix=SCRATCH_PREFIX, dir=folder) as scratch,
    ):
        ending = run_limited(
            page_worker.render_page_image, Path(scratch), str(file), page, IMAGE_WIDTH, readable=[file], limits=LIMITS
        )
        _store_result(Path(scratch), ending, image, refused)
    return page_image(edition, page)


@contextmanager
def _source_file(edition: Edition) -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            file = stack.enter_context(local_file(edition))
        except FileNotFoundError as error:
            raise Unreadable(TextState.DAMAGED, ReasonCode.IMAGE_FAILED) from error
        yield file


def _store_result(scratch: Path, ending: ExitStatus, image: Path, refused: Path) -> None:
    """Move the image, or the refusal, to its place. Renaming gives whole files only to other processes."""
    if ending is ExitStatus.COMPLETED and (scratch / IMAGE_FILE).exists():
        (scratch / IMAGE_FILE).rename(image)
        return
    if ending is ExitStatus.INTERRUPTED:
        raise RendererBusy
    note = scratch / REFUSAL_FILE
    if not note.exists():
        state = TextState.TIMEOUT if ending is ExitStatus.TIMED_OUT else TextState.DAMAGED
        note.write_text(json.dumps([state, ExtractionReason(ReasonCode.IMAGE_FAILED).as_json()]), encoding="utf-8")
    note.rename(refused)


@contextmanager
def _renderer_slot() -> Iterator[None]:
    """Hold one of the slots. The lock ends with the process that holds it."""
    for slot in range(MAX_RENDERERS):
        lock = os.open(Path(settings.PAGE_IMAGES_ROOT) / f"slot-{slot}.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            continue
        try:
            yield
            return
        finally:
            os.close(lock)
    raise RendererBusy
