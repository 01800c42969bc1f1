"""The search page in a browser: accessible in its states, usable without JavaScript, suggestions by keyboard."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

pytestmark = pytest.mark.needs("chromium")

STATES = {
    "filters": "/sok/?q=läsfrämjande&niva=kommun&scope=alla",
    "any word": "/sok/?q=läsfrämjande+ugglor",
    "expansions": "/sok/?q=lasframjande&utan=i+sammansättningar",
    "all pages": "/sok/?q=läsfrämjande&visa=alla",
    "owner": "/sok/?q=ängelholm",
    "plans of a filter": "/sok/?beslut=forlangning&scope=alla",
    "little": "/sok/?q=läsfrämjande&kommun=0114",
    "beyond the last page": "/sok/?q=läsfrämjande&page=99",
    "refused": "/sok/?page=0",
}


@pytest.mark.parametrize("path", STATES.values(), ids=STATES.keys())
def test_search_page_has_no_axe_violations(open_page, faults_by_look, path):
    assert faults_by_look(open_page(path)) == {}


def test_filters_collapse_on_narrow_screens_without_javascript(open_page):
    page = open_page("/sok/?q=läsfrämjande&scope=alla", width=360, javascript=False)
    level = page.locator("[data-facet=status] label").first
    assert not level.is_visible()
    page.locator(".filters > summary").click()
    name, number = level.locator(".choice__label").inner_text(), level.locator(".choice__count").inner_text()
    level.click()
    page.get_by_role("button", name="Visa träffar").click()
    page.wait_for_url("**#svar")

    assert page.locator("[data-testid=search-summary]").get_attribute("data-plans") == number
    assert " ".join(page.locator("[data-testid=chosen]").inner_text().split()) == f"Status: {name} × , ta bort"
    assert "1 valt" in page.locator(".filters > summary").inner_text()
    page.locator("[data-testid=chosen]").click()
    assert page.locator("[data-testid=chosen]").count() == 0


def test_several_filters_are_chosen_before_the_results_are_asked_for(open_page):
    page = open_page("/sok/?q=läsfrämjande")
    page.get_by_label("Alla planer, även äldre").check()
    page.get_by_label("Skåne län").check()
    page.get_by_label("Uppsala län").check()
    assert page.url.endswith("/sok/?q=l%C3%A4sfr%C3%A4mjande")
    page.get_by_role("button", name="Visa träffar").click()
    page.wait_for_url("**#svar")

    assert parse_qsl(urlsplit(page.url).query) == [
        ("q", "läsfrämjande"), ("scope", "alla"), ("lan", "03"), ("lan", "12")
    ]  # fmt: skip
    assert page.locator("[data-testid=chosen]").count() == 2
    page.get_by_label("Skåne län").uncheck()
    page.get_by_role("button", name="Visa träffar").click()
    page.wait_for_url(lambda url: "lan=12" not in url)

    assert page.locator("[data-testid=chosen] b").all_inner_texts() == ["Uppsala län"]


def test_more_pages_of_a_plan_open_without_javascript(open_page):
    page = open_page("/sok/?q=läsfrämjande", javascript=False)
    group = page.locator("[data-testid=plan-group]", has=page.locator("[data-testid=more]")).first
    number, plan = group.get_attribute("data-pages"), group.get_attribute("data-plan")
    group.locator("[data-testid=more]").click()

    assert page.locator(f"[data-plan='{plan}'] [data-testid=hit]").count() == int(number)
    assert page.url.endswith(f"#traff-{plan}")


def test_suggestions_are_navigable_by_keyboard(open_page, faults):
    page = open_page("/sok/")
    box = page.get_by_role("combobox", name="Sök i planerna")
    box.press_sequentially("läsfr")
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert faults(page) == []

    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    word = chosen.inner_text()
    box.press("Enter")
    page.wait_for_url(re.compile(r"\?q="))

    assert page.get_by_role("combobox").input_value() == word


def test_escape_closes_the_suggestions_and_keeps_the_words(open_page):
    page = open_page("/sok/")
    box = page.get_by_role("combobox", name="Sök i planerna")
    box.press_sequentially("läsfr")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")

    assert page.get_by_role("option").count() == 0
    assert (box.input_value(), box.get_attribute("aria-expanded")) == ("läsfr", "false")


def test_owner_suggestion_links_to_its_page(open_page):
    page = open_page("/")
    page.get_by_role("combobox").first.press_sequentially("Ängel")
    page.get_by_role("option", name=re.compile("Ängelholms kommun")).click()
    page.wait_for_url("**/planer/1292-angelholm/")

    assert page.locator("h1").inner_text() == "Ängelholms kommun"


def test_share_button_copies_the_link(open_page):
    page = open_page("/sok/?q=läsfrämjande")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Kopiera länk")
    button.click()
    page.get_by_role("button", name="Kopierat").wait_for()

    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_buttons_that_need_javascript_are_hidden_without_it(open_page):
    page = open_page("/sok/?q=läsfrämjande", javascript=False)

    assert not page.get_by_text("Kopiera länk").is_visible()
