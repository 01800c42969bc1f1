"""Steps that chapters of the handbook share, named as the handbook names them."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page


def open_menu(page: Page, *labels: str) -> None:
    """Follow entries of the menu; what stands below another is in its panel."""
    sidebar = page.locator("#wagtail-sidebar")
    for label in labels:
        sidebar.get_by_text(label, exact=True).locator("visible=true").first.click()
    page.wait_for_load_state()


def press(page: Page, name: str) -> None:
    """Press the button or link of that name."""
    named = re.compile(rf"^\s*{re.escape(name)}\s*$")
    page.get_by_role("button", name=named).or_(page.get_by_role("link", name=named)).locator(
        "visible=true"
    ).first.click()


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def fill(page: Page, fields: dict[str, str]) -> None:
    """Fill in fields by name; a choice is named by what it says."""
    for name, value in fields.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("field => field.localName") == "select":
            field.select_option(label=value)
        else:
            field.fill(value)


def choose(page: Page, chooser: Locator, name: str) -> None:
    """Choose one thing in a dialogue."""
    chooser.locator("button[data-chooser-action-choose]").locator("visible=true").first.click()
    page.locator(".modal-body input[name=q]").fill(name)
    page.locator(".modal-body [data-chooser-modal-choice]").get_by_text(name).first.click()
    page.locator(".modal").wait_for(state="detached")


def publish(page: Page) -> None:
    """Press "Fler åtgärder" and "Publicera"; ends where the form leads, with its message."""
    page.locator("footer button[data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.locator(".messages .success").wait_for()
