"""Fifty readers and five editors at once, on SQLite and on PostgreSQL: no error, and nobody waits long."""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
import pytest
import requests
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from demo.management.commands.demo_users import USERS
from tests.journeys.site import SiteInstance, free_port, wait_until
from tests.prepared import link_language_data

SECONDS = int(os.environ.get("LOAD_SECONDS", "300"))
ALONE_SECONDS = min(SECONDS, 60)  # of the reader whom the others are compared with
READERS, EDITORS = 50, 5
THOUGHT = 1.0  # seconds between the pages of one reader
EDITOR_THOUGHT = 3.0
MOST_SLOWER = 10  # times the 95th percentile of a reader who is alone
EXPECTED = {200, 304}
PREPARE = (
    ["migrate", "--verbosity=0"],
    ["collectstatic", "--no-input", "--verbosity=0"],
    ["load_organisations"],
    ["setup_site"],
    ["load_demo"],
    ["demo_users"],
    ["rebuild_search"],
)
PAGES = ("/", "/planer/", "/planer/?lan=12", "/traffpunkt/", "/rapporter/", "/erfarenheter/", "/regioner/", "/teman/")
WORDS = (
    "bibliotek",
    "läsfrämjande",
    "meröppet",
    "bokbuss",
    "nationella minoriteter",
    "skolbibliotek",
    '"annat modersmål"',
)
LISTS = ("", "planer/", "planer/?q=ume", "organisationer/", "evenemang/", "rapporter/", "pages/")


@dataclass
class Answers:
    """What one group of people got: seconds of each answer, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def ask(self, session: requests.Session, method: str, address: str, **more: object) -> requests.Response | None:
        began = time.perf_counter()
        try:
            answer = session.request(method, address, timeout=60, **more)
        except requests.RequestException as error:
            self.errors[f"{method} {address}: {type(error).__name__}"] += 1
            return None
        self.seconds.append(time.perf_counter() - began)
        if answer.status_code not in EXPECTED:
            self.errors[f"{method} {address}: {answer.status_code}"] += 1
        return answer

    def percentile(self, percent: int) -> float:
        return statistics.quantiles(self.seconds, n=100)[percent - 1]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a site with the demo, served with its worker and scheduler as `make run` does."""
    port = free_port()
    server = {"DATABASE_URL": request.getfixturevalue("postgresql_url")} if request.param == "postgresql" else {}
    site = SiteInstance(
        {
            "VAR_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "cms.settings.local",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": f"http://127.0.0.1:{port}",
            "PORT": str(port),
            "HOST": "127.0.0.1",
            **server,
        }
    )
    link_language_data(tmp_path)
    for command in PREPARE:
        site.run(*command)
    with site.running([sys.executable, "-m", "honcho", "start"]):
        address = f"http://127.0.0.1:{port}"
        wait_until(lambda: is_up(address), 60, "the site answers")
        yield address


def is_up(address: str) -> bool:
    try:
        return requests.get(f"{address}/healthz", timeout=5).status_code == 200
    except requests.RequestException:
        return False


def plan_addresses(site: str) -> list[str]:
    listed = requests.get(f"{site}/api/v1/plans?limit=100", timeout=60).json()
    return [plan["url"].removeprefix(site) for plan in listed["plans"]]


def read(site: str, answers: Answers, until: float, plans: Sequence[str], number: int) -> None:
    """One reader: pages, plans and searches in a random order, with thought between them."""
    chosen = random.Random(number)
    with requests.Session() as session:
        while time.monotonic() < until:
            kind = chosen.random()
            if kind < 0.3:
                answers.ask(session, "GET", f"{site}/sok/", params={"q": chosen.choice(WORDS)})
            elif kind < 0.6:
                answers.ask(session, "GET", site + chosen.choice(plans))
            else:
                answers.ask(session, "GET", site + chosen.choice(PAGES))
            time.sleep(THOUGHT)


def edit(site: str, answers: Answers, until: float, number: int) -> None:
    """One editor: signs in, then looks at lists, changes plans and publishes pages of their own."""
    chosen = random.Random(number)
    with requests.Session() as session:
        user = next(iter(USERS))
        post(session, answers, f"{site}/logga-in/", login=user.email, password=user.password)
        while time.monotonic() < until:
            answers.ask(session, "GET", f"{site}/admin/{chosen.choice(LISTS)}")
            listed = answers.ask(session, "GET", f"{site}/admin/planer/")
            links = (
                lxml.html.fromstring(listed.text).xpath("//a[contains(@href, '/planer/edit/')]/@href") if listed else []
            )
            if links:
                post(session, answers, site + chosen.choice(links))
            publish(site, session, answers, f"Sida {number} {time.monotonic():.0f}")
            time.sleep(EDITOR_THOUGHT)


def post(session: requests.Session, answers: Answers, address: str, **values: str) -> None:
    """Send the form of a page as it is, but for these values."""
    shown = answers.ask(session, "GET", address)
    if shown is None:
        return
    form = next(form for form in lxml.html.fromstring(shown.text).forms if form.method == "POST" and has_token(form))
    data = [(name, value) for name, value in form.form_values() if name not in values]
    send(session, answers, address, [*data, *values.items()])


def send(session: requests.Session, answers: Answers, address: str, data: object) -> None:
    """Send a form, which must lead elsewhere: a form that is refused is shown again."""
    answer = answers.ask(session, "POST", address, data=data, headers={"Referer": address})
    if answer is not None and answer.url == address:
        answers.errors[f"{address} was refused"] += 1


def has_token(form: lxml.html.FormElement) -> bool:
    return "csrfmiddlewaretoken" in form.fields and len(form.fields) > 2


def publish(site: str, session: requests.Session, answers: Answers, title: str) -> None:
    """Publish a new page below the start page."""
    address = f"{site}/admin/pages/add/home/informationpage/3/"
    body = streamfield([("text", rich_text("<p>Så arbetar biblioteken med läsfrämjande.</p>"))])
    comments = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    data = nested_form_data(
        {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "summary": "En sida.",
            "body": body,
            "comments": comments,
            "action-publish": "1",
        }
    )
    token = session.cookies.get("csrftoken", "")
    send(session, answers, address, {**data, "csrfmiddlewaretoken": token})


def together(people: Sequence[Callable[[], None]]) -> None:
    with ThreadPoolExecutor(len(people)) as pool:
        for done in [pool.submit(person) for person in people]:
            done.result()


def test_fifty_readers_and_five_editors(served: str, request: pytest.FixtureRequest) -> None:
    plans = plan_addresses(served)
    alone, readers, editors = Answers(), Answers(), Answers()
    read(served, alone, time.monotonic() + ALONE_SECONDS, plans, 0)

    used, until = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() + SECONDS
    together(
        [
            *(lambda n=n: read(served, readers, until, plans, n) for n in range(READERS)),
            *(lambda n=n: edit(served, editors, until, n) for n in range(EDITORS)),
        ]
    )
    client = resource.getrusage(resource.RUSAGE_SELF)

    for name, answers in (("one reader", alone), ("readers", readers), ("editors", editors)):
        figures = f"p50 {answers.percentile(50):.2f} s, p95 {answers.percentile(95):.2f} s"
        print(f"\n{request.node.name}: {name}: {len(answers.seconds)} answers, {figures}", end="")
    spent = client.ru_utime + client.ru_stime - used.ru_utime - used.ru_stime
    print(f"\nclient: {spent:.0f} s of CPU in {SECONDS} s; {len(readers.seconds) / SECONDS:.1f} pages a second")
    assert (alone.errors, readers.errors, editors.errors) == (Counter(), Counter(), Counter())
    assert readers.percentile(95) <= MOST_SLOWER * alone.percentile(95)
