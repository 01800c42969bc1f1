"""Pictures of pages, made when first asked for and kept under `PAGE_IMAGES_ROOT`: a cache of each machine's own."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from extraction import page_worker
from extraction.page_worker import IMAGE, REFUSED
from extraction.reasons import Reason, ReasonCode
from extraction.sandbox import Ending, Limits, run_limited
from extraction.types import MediaType, TextState, Unreadable
from library_plans.importer.local_file import local_file
from library_plans.models import Edition

WIDTH = 1200  # pixels
AT_ONCE = 2  # children that draw, over all processes of this machine
LIMITS = Limits(cpu=15, wall=20)


class Busy(Exception):
    """As many pictures as are allowed at once are being made; ask again in a moment."""


def page_image(edition: Edition, page: int) -> Path:
    """A WebP picture, 1,200 pixels wide, of a page counted from 1.

    Raises:
        Busy: Two others are being made right now.
        Unreadable: There can be no picture: no pages, too large, damaged. Remembered, so a bad page is tried once;
            not remembered when the file is missing.
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
    folder.mkdir(parents=True, exist_ok=True)
    with (
        _one_of_few(),
        _file_to_draw(edition) as file,
        tempfile.TemporaryDirectory(prefix="drawing-", dir=folder) as scratch,
    ):
        ending = run_limited(page_worker.make_image, Path(scratch), str(file), page, WIDTH, limits=LIMITS)
        _keep(Path(scratch), ending, image, refused)
    return page_image(edition, page)


@contextmanager
def _file_to_draw(edition: Edition) -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            file = stack.enter_context(local_file(edition))
        except FileNotFoundError as error:
            raise Unreadable(TextState.DAMAGED, ReasonCode.IMAGE_FAILED) from error
        yield file


def _keep(scratch: Path, ending: Ending, image: Path, refused: Path) -> None:
    """Whole files only, by renaming: another process may look at any moment."""
    if ending is Ending.DONE and (scratch / IMAGE).exists():
        (scratch / IMAGE).rename(image)
        return
    note = scratch / REFUSED
    if not note.exists():
        state = TextState.TIMEOUT if ending is Ending.TOOK_TOO_LONG else TextState.DAMAGED
        note.write_text(json.dumps([state, Reason(ReasonCode.IMAGE_FAILED).as_json()]), encoding="utf-8")
    note.rename(refused)


@contextmanager
def _one_of_few() -> Iterator[None]:
    """Hold one of the places; the lock goes with the process that holds it, however that ends."""
    for place in range(AT_ONCE):
        lock = os.open(Path(settings.PAGE_IMAGES_ROOT) / f"place-{place}.lock", os.O_RDWR | os.O_CREAT, 0o644)
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
    raise Busy
