"""Images of pages: rendered once, refused with a reason, never more than two at a time."""

from __future__ import annotations

import fcntl
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from extraction.types import TextState, Unreadable
from library_plans.importer.page_images import MAX_RENDERERS, RendererBusy, page_image
from library_plans.importer.registration import CollectedFile, register_file
from library_plans.models import Edition
from tests.extraction import hostile, office
from tests.extraction.killing import killer_of_next_reader

pytestmark = pytest.mark.django_db


def edition_of(data: bytes) -> Edition:
    return register_file(CollectedFile(content=data, name="plan")).edition


def test_a_page_is_rendered_1200_pixels_wide_and_kept() -> None:
    edition = edition_of(hostile.pdf())

    image = page_image(edition, 1)

    assert Image.open(image).size == (1200, 1697)
    assert page_image(edition, 1) == image


@pytest.mark.parametrize(
    ("make", "state"), [(hostile.huge_sheet, TextState.TOO_BIG), (office.docx, TextState.UNSUPPORTED)]
)
def test_a_page_that_cannot_be_rendered_gives_a_reason(make, state: TextState) -> None:
    edition = edition_of(make())

    for _attempt in range(2):
        with pytest.raises(Unreadable) as caught:
            page_image(edition, 1)
        assert caught.value.state == state


@pytest.fixture
def all_slots_taken() -> Iterator[None]:
    folder = Path(settings.PAGE_IMAGES_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        for slot in range(MAX_RENDERERS):
            lock = held.enter_context((folder / f"slot-{slot}.lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.mark.usefixtures("all_slots_taken")
def test_a_third_renderer_is_refused() -> None:
    with pytest.raises(RendererBusy):
        page_image(edition_of(hostile.pdf(3)), 1)


def test_renderer_that_is_killed_is_not_held_against_the_page() -> None:
    edition = edition_of(hostile.many_operators())
    killer = killer_of_next_reader(signal.SIGKILL)
    with pytest.raises(RendererBusy):
        page_image(edition, 1)
    killer.join()

    assert list((Path(settings.PAGE_IMAGES_ROOT) / edition.sha256[:2] / edition.sha256).iterdir()) == []
