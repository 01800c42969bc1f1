"""Pages are saved while they are written; saving and publishing by hand never collide with it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Route

from tests.browser.sign_in import signed_in

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def admin(open_page: Callable[..., Page]) -> Page:
    return signed_in(open_page)


def is_autosave(route: Route) -> bool:
    return route.request.method == "POST" and "json" in route.request.headers.get("accept", "")


def new_information_page(admin: Page) -> None:
    admin.goto("/admin/pages/add/home/informationpage/3/")  # below the start page
    admin.locator("#id_title").wait_for()


def publish(admin: Page) -> None:
    admin.locator("footer button[data-w-dropdown-target=toggle]").click()
    admin.locator("button[name=action-publish]").click()


def write_until(admin: Page, happened: Callable[[], object]) -> None:
    """Write a letter every other second: in the first two Wagtail takes what is written for what was there."""
    for step in range(100):
        if happened():
            return
        if step % 10 == 0:
            admin.keyboard.type("g")
        admin.wait_for_timeout(200)
    pytest.fail("It did not happen.")


def test_a_page_published_while_its_first_autosave_is_under_way_is_one_published_page(admin):
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if is_autosave(route) and not held:
            held.append((route, route.fetch()))  # the server has made the page, the browser does not know it yet
        else:
            route.continue_()

    new_information_page(admin)
    admin.route("**/admin/pages/**", hold)
    admin.locator("#id_title").fill("Skriven i ett drag")
    admin.locator("#id_summary").fill("Publicerad medan den sparades.")
    write_until(admin, lambda: held)
    publish(admin)
    admin.wait_for_timeout(200)
    route, response = held[0]
    route.fulfill(response=response)
    admin.wait_for_url(lambda url: "/add/" not in url and "/edit/" not in url)

    admin.goto("/skriven-i-ett-drag/")
    assert admin.locator("h1").inner_text() == "Skriven i ett drag"


def test_a_page_whose_first_autosave_lost_its_answer_is_not_made_twice(admin):
    lost: list[APIResponse] = []

    def lose(route: Route) -> None:
        if is_autosave(route) and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    new_information_page(admin)
    admin.route("**/admin/pages/**", lose)
    admin.locator("#id_title").fill("Svaret kom bort")
    admin.locator("#id_summary").fill("Publicerad ändå.")
    write_until(admin, lambda: lost)
    publish(admin)
    admin.wait_for_url(lambda url: "/add/" not in url and "/edit/" not in url)

    admin.goto("/svaret-kom-bort/")
    assert admin.locator("h1").inner_text() == "Svaret kom bort"
