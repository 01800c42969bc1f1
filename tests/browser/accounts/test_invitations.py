"""From KB's invitation to a municipality's own page, by keyboard, with every step of signing in."""

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page

from tests.browser.accounts.dataset import EDITOR, PASSWORD
from tests.browser.conftest import reported_violations, served
from tests.browser.test_editing import press, reach, write

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
REGION, MUNICIPALITY = "lars.region@example.org", "eva.kommun@example.org"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("accounts")


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served("tests.browser.accounts.dataset", folder) as address:
        yield address
    assert reported_violations(folder) == []


class Person:
    """Somebody at a browser of their own; every page that is met is checked, and counted until `pages` is asked."""

    def __init__(
        self, open_page: Callable[..., Page], path: str, check: Callable[[Page], dict[str, list[str]]]
    ) -> None:
        self.check = check
        self.page = open_page(path)
        self.visited = 0
        self.look()

    def look(self) -> None:
        self.page.wait_for_load_state("load")
        self.visited += 1
        assert self.check(self.page) == {}
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def send(self, button: str = "main form button[type=submit]", **values: str) -> None:
        for name, value in values.items():
            write(self.page, f"main [name={name}]", value)
        with self.page.expect_navigation():
            press(self.page, button)
        self.look()

    def pages(self) -> int:
        """How many pages it took since this was asked the last time."""
        visited, self.visited = self.visited, 0
        return visited

    def enter_second_factor(self) -> None:
        secret = self.page.locator("#authenticator_secret").input_value()
        self.send(code=format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


@pytest.fixture
def newest_mail(folder: Path) -> Callable[[str], str]:
    """The text of the newest mail to somebody."""

    def newest_mail(recipient: str) -> str:
        files = sorted((folder / "mail").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        mails = [message_from_bytes(file.read_bytes().rpartition(b"\n---")[0], policy=policy.default) for file in files]
        return [mail.get_content() for mail in mails if mail["To"] == recipient][-1]

    return newest_mail


def invite(person: Person, organisation: str, email: str, role: str) -> None:
    person.page.goto(f"/mina-sidor/behorigheter/{organisation}/")
    person.look()
    write(person.page, "#id_email", email)
    person.page.locator("#id_role").select_option(role)
    person.send("main form:has(#id_email) button[type=submit]")


def accept(open_page, check, mail: Callable[[str], str], email: str, first: str, last: str) -> Person:
    person = Person(open_page, re.search(r"/inbjudan/\S+", mail(email))[0], check)
    person.send(first_name=first, last_name=last)
    code = re.search(r"^[A-Z0-9]+(-[A-Z0-9]+)*$", mail(email), re.MULTILINE)[0]
    person.send("main form:has([name=code]) button[type=submit]", code=code)
    return person


def test_kb_invites_a_region_which_invites_a_municipality_and_ends_its_role(open_page, faults_by_look, newest_mail):
    editor = Person(open_page, "/logga-in/?next=/mina-sidor/behorigheter/03/", faults_by_look)
    editor.send("main form:has([name=login]) button[type=submit]", login=EDITOR, password=PASSWORD)
    assert "/konto/tvasteg/totp/activate/" in editor.page.url
    editor.enter_second_factor()
    assert editor.pages() == 3
    invite(editor, "03", REGION, "regional-handlaggare")
    assert editor.page.locator("[data-testid=invitations]").inner_text().startswith(REGION)

    region = accept(open_page, faults_by_look, newest_mail, REGION, "Lars", "Region")
    region.enter_second_factor()
    assert region.pages() == 4  # the invitation, the code, the second factor, and the codes to keep

    invite(region, "0382", MUNICIPALITY, "bidragslamnare")
    assert region.pages() == 2
    municipality = accept(open_page, faults_by_look, newest_mail, MUNICIPALITY, "Eva", "Kommun")
    assert municipality.pages() == 3
    assert municipality.page.url.endswith("/mina-sidor/")
    assert municipality.page.locator("[data-testid=memberships]").inner_text() == "Bidragslämnare, Östhammars kommun"
    assert (
        municipality.page.goto("/admin/").url.endswith("/logga-in/?next=/admin/")
        or "/admin/" not in municipality.page.url
    )

    municipality.page.goto("/mina-sidor/utskick/")
    municipality.look()
    reach(municipality.page, "main [name=pace]:checked")
    municipality.page.keyboard.press("ArrowDown")
    municipality.send()
    assert "Sparat: En gång om dagen" in municipality.page.locator("main").inner_text()

    region.page.goto("/mina-sidor/behorigheter/0382/")
    region.send("[data-testid=members] button")
    assert "upphör i dag" in region.page.locator("main").inner_text()
