"""One served site for the tests of cases, and people who sign in to it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import reported_violations, served
from tests.browser.submissions.dataset import CONTRIBUTOR, PASSWORD
from tests.library_plans.batches.documents import plan_file


@pytest.fixture(scope="package")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the database of the served site lies, `site.sqlite3`."""
    return tmp_path_factory.mktemp("submissions")


@pytest.fixture(scope="package")
def site(site_folder: Path) -> Iterator[str]:
    with served("tests.browser.submissions.dataset", site_folder) as address:
        yield address
    assert reported_violations(site_folder) == []


@pytest.fixture
def signed_in(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """A browser of somebody's own, at a path: `signed_in("/admin/arenden/", OFFICER, width=390)`."""

    def signed_in(path: str, email: str = CONTRIBUTOR, **options) -> Page:
        page = open_page(f"/logga-in/?next={path}", **options)
        page.locator("#id_login").fill(email)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        page.wait_for_url(f"**{path}")
        return page

    return signed_in


@pytest.fixture
def plan_on_disk(tmp_path: Path) -> Path:
    file = tmp_path / "plan.html"
    file.write_bytes(plan_file("plan.html", "Östhammar").read())
    return file
