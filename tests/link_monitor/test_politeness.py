"""How hosts are asked: by a name of ours, as robots.txt lets us, one request at a time, with pauses."""

from __future__ import annotations

from io import BytesIO

import pytest

from link_monitor.classification import Expected
from link_monitor.link_check import examine
from link_monitor.models import Link
from link_monitor.rate_limit import Pacer
from link_monitor.visitor import Visitor, parsed
from tests.link_monitor.server import answer, website
from tests.link_monitor.test_outcomes import PDF, look


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


def paced(clock, seconds=5):
    return Visitor(Pacer(seconds, lambda: clock.now, clock.sleep))


def robots(site, text, **headers):
    site.serve("/robots.txt", text.encode(), **headers)


def test_the_asker_is_named_and_says_where_to_look_it_up(site, visitor):
    look(visitor, site.serve("/plan.pdf", PDF))

    assert {one.headers["User-Agent"] for one in site.asked} == {
        "TraffpunktBiblioteksplaner/1.0 (+https://plats.example.se/)"
    }
    assert "Cookie" not in site.asked[-1].headers


@pytest.mark.parametrize(
    ("rules", "outcome"),
    [
        ("User-agent: *\nDisallow: /", "robots"),
        ("User-agent: *\nDisallow: /*.pdf$", "robots"),
        ("User-agent: *\nDisallow: /\nAllow: /planer/", "ok"),
        ("User-agent: TraffpunktBiblioteksplaner\nDisallow: /planer/\n\nUser-agent: *\nDisallow:", "robots"),
        ("User-agent: traffpunktbiblioteksplaner\nDisallow:\n\nUser-agent: *\nDisallow: /", "ok"),
        ("User-agent: *\nDisallow:", "ok"),
        ("User-agent: AnnanBot\nDisallow: /", "ok"),
        ("<html>inte en robots.txt</html>", "ok"),
        ("\x00\xff" * 50, "ok"),
        ("", "ok"),
    ],
)
def test_robots_txt_is_kept_to(site, visitor, rules, outcome):
    robots(site, rules)

    assert look(visitor, site.serve("/planer/plan.pdf", PDF))[0] == outcome
    assert len(site.pages_asked) == (outcome == "ok")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "ok"), (403, "ok"), (410, "ok"), (500, "server_error"), (503, "server_error"), (429, "rate_limited")],
)
def test_a_robots_txt_that_cannot_be_had(site, visitor, status, outcome):
    site.serve("/robots.txt", answer(status))

    assert look(visitor, site.serve("/plan.pdf", PDF))[0] == outcome


def test_robots_txt_is_asked_for_once_for_all_links_of_a_host(site, visitor):
    for path in ("/a.pdf", "/b.pdf", "/c.pdf"):
        look(visitor, site.serve(path, PDF))

    assert [one.path for one in site.asked] == ["/robots.txt", "/a.pdf", "/b.pdf", "/c.pdf"]


def test_robots_txt_holds_where_a_redirect_leads(site, visitor):
    with website("127.0.0.2") as other:
        robots(other, "User-agent: *\nDisallow: /stangt")
        address = site.serve("/plan.pdf", answer(302, Location=other.serve("/stangt/plan.pdf", PDF)))

        assert look(visitor, address)[0] == "robots"
        assert other.pages_asked == []


def test_robots_txt_behind_redirects(site, visitor):
    site.serve("/robots.txt", answer(301, Location="/regler"))
    site.serve("/regler", b"User-agent: *\nDisallow: /plan.pdf")

    assert look(visitor, site.serve("/plan.pdf", PDF))[0] == "robots"


def test_a_host_gets_a_pause_between_any_two_requests(site, clock):
    visitor = paced(clock)
    site.serve("/a.pdf", answer(302, Location="/b.pdf"))
    site.serve("/b.pdf", PDF)

    look(visitor, site.url("/a.pdf"))
    look(visitor, site.url("/a.pdf"))

    assert len(site.asked) == 5
    assert clock.slept == [5, 5, 5, 5]
    assert site.most_at_once == 1


def test_a_pause_that_has_passed_is_not_waited_for_again(site, clock):
    visitor = paced(clock)
    look(visitor, site.serve("/plan.pdf", PDF))
    clock.now += 60
    look(visitor, site.url("/plan.pdf"))

    assert clock.slept == [5, 0]


def test_hosts_do_not_wait_for_each_other(site, clock):
    visitor = paced(clock)
    with website("127.0.0.2") as other:
        for served in (site, other):
            visitor.request("GET", *request_for(served.serve("/plan.pdf", PDF)))

    assert clock.slept == []


def request_for(address):
    return parsed(address), {}, BytesIO(), 100


@pytest.mark.parametrize(("wished", "pause"), [("20", 20), ("1", 5), ("86400", 60), ("nej", 5)])
def test_a_longer_pause_that_a_host_asks_for_is_kept(site, clock, wished, pause):
    robots(site, f"User-agent: *\nCrawl-delay: {wished}")

    look(paced(clock), site.serve("/plan.pdf", PDF))

    assert clock.slept == [pause]


@pytest.mark.parametrize(
    ("refusal", "rests"),
    [(answer(429), True), (answer(503, Retry_After="3600"), True), (answer(503), False), (answer(404), False)],
)
def test_a_host_that_has_had_enough_is_left_alone(site, visitor, refusal, rests):
    look(visitor, site.serve("/plan.pdf", refusal))

    assert visitor.rests("127.0.0.1") == rests


def test_of_a_web_page_no_more_is_read_than_is_looked_at(site, visitor):
    address = site.serve("/sida", b"<html>" + b"x" * 5_000_000)

    found = examine(Link(address=address), Expected(), visitor)

    assert (found.outcome, found.reading.size, found.reading.is_whole) == ("ok", 64 * 1024, False)
