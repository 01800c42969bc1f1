"""Thirty plans at once: sent, looked through, entered, taken back and put back, with few steps and by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page

from demo.document_specs import document_specs
from demo.documents import render_document
from tests.browser.sign_in import signed_in

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

READING = 240_000  # milliseconds: here the requests themselves do what is the worker's


@pytest.fixture(scope="module")
def files() -> list[FilePayload]:
    """Twenty-five plans of the demo, one for each owner; three of them once more; two files that cannot be read."""
    specs = {spec.owner.place.code: spec for spec in document_specs() if spec.renderer != "scan" and not spec.variant}
    plans = [render_document(spec) for spec in list(specs.values())[:25]]
    sent = [FilePayload(name=plan.name, mimeType=str(plan.media_type), buffer=plan.data) for plan in plans]
    again = [FilePayload(**{**one, "name": f"igen-{one['name']}"}) for one in sent[:3]]
    broken = [
        FilePayload(name="trasig.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7\n" + bytes(2000)),
        FilePayload(name="bild.png", mimeType="image/png", buffer=b"\x89PNG\r\n\x1a\n" + bytes(2000)),
    ]
    return [*sent, *again, *broken]


def counts(page: Page) -> dict[str, int]:
    """How many rows there are of each status."""
    lines = page.locator(".batch-counts li").all_inner_texts()
    return {label: int(number) for label, number in re.findall(r"(.+): (\d+)", "\n".join(lines))}


def public_plans(page: Page) -> int:
    return int(page.request.get("/api/v1/plans").json()["count"])


def send(page: Page, files: list[FilePayload]) -> None:
    """Three steps from the workbench to the rows."""
    page.get_by_role("link", name="Lägg in många planer").click()
    page.locator("input[name=documents]").set_input_files(files)
    page.get_by_role("button", name="Fortsätt").click()
    page.wait_for_url("**/admin/manga-planer/*/")


def take_back(page: Page) -> None:
    page.get_by_role("link", name="Ångra omgången").click()
    page.locator("input[name=reason]").fill("Fel filer")
    page.get_by_role("button", name="Ångra omgången").click()
    page.wait_for_url("**/admin/manga-planer/*/")


def put_back(page: Page) -> None:
    page.get_by_role("link", name="Återställ omgången").click()
    page.get_by_role("button", name="Återställ omgången").click()
    page.wait_for_url("**/admin/manga-planer/*/")


def test_thirty_plans_are_entered_by_four_steps_taken_back_and_put_back(
    open_page: Callable[..., Page], files: list[FilePayload], faults: Callable[[Page], list[str]]
) -> None:
    page = signed_in(open_page)
    page.set_default_timeout(READING)
    before = public_plans(page)

    send(page, files)
    sent = counts(page)
    assert faults(page) == []
    page.get_by_role("button", name="Lägg in alla utan frågetecken").click()
    page.wait_for_url("**/admin/manga-planer/*/")
    entered = (counts(page), public_plans(page) - before)
    take_back(page)
    taken = (counts(page), public_plans(page) - before)
    put_back(page)

    # Of 25 plans 18 stand without doubt beside the register of this site; 3 files are there twice, 2 cannot be read.
    assert sent == {"Att ta ställning till": 29, "Avvisad": 1}
    assert entered == ({"Att ta ställning till": 11, "Inlagd": 18, "Avvisad": 1}, 18)
    assert taken == ({"Att ta ställning till": 11, "Ångrad": 18, "Avvisad": 1}, 0)
    assert (counts(page), public_plans(page) - before) == entered
