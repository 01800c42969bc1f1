"""Two editors at one form, and a session that ends meanwhile: nothing that was typed is lost."""

import pytest

from tests.browser.sign_in import signed_in

pytestmark = pytest.mark.needs("chromium")
FIRST_PLAN = "main table a[href*='/edit/']"


def open_plan(admin, address=""):
    if not address:
        admin.goto("/admin/planer/")
        address = admin.locator(FIRST_PLAN).first.get_attribute("href")
    admin.goto(address)
    admin.locator("#id_title").wait_for()
    return address


def save(admin):
    admin.locator("footer button[type=submit]").first.click()
    admin.wait_for_load_state()


def test_the_second_of_two_editors_of_a_plan_sees_both_versions_and_decides(open_page):
    first, second = signed_in(open_page), signed_in(open_page)
    address = open_plan(first)
    open_plan(second, address)

    first.locator("#id_title").fill("Titel av den första")
    save(first)
    second.locator("#id_title").fill("Titel av den andra")
    save(second)
    told = " ".join(second.locator(".messages").inner_text().split())
    kept = second.locator("#id_title").input_value()
    save(second)
    open_plan(first, address)

    assert "Titel av den första" in told
    assert kept == "Titel av den andra"
    assert first.locator("#id_title").input_value() == "Titel av den andra"


def test_a_plan_sent_after_the_session_has_ended_is_saved_after_a_new_sign_in(open_page):
    admin = signed_in(open_page)
    address = open_plan(admin)
    admin.locator("#id_title").fill("Skriven före lunch\u00a0– sparad efter")
    admin.context.clear_cookies()
    save(admin)
    assert "Inte sparat än" in admin.locator("h1").inner_text()

    with admin.context.expect_page() as opened:
        admin.get_by_role("link", name="Logga in i en ny flik").click()
    tab = opened.value
    tab.locator("#id_login").fill("kb-redaktor@example.org")
    tab.locator("#id_password").fill("biblioteksplan")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/admin/")
    for _time in range(2):  # the sign-in has made the token of the first page an old one
        admin.locator("main button[type=submit]").click()
        admin.wait_for_load_state()
    open_plan(admin, address)

    assert admin.locator("#id_title").input_value() == "Skriven före lunch\u00a0– sparad efter"
