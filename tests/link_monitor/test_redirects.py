"""Where an address leads on to is followed, within bounds, and what stands at the end is told apart."""

import pytest

from link_monitor.classification import judge_page_for_file
from tests.link_monitor.server import answer, website
from tests.link_monitor.test_outcomes import PDF, look, page


def test_a_file_that_stands_behind_a_redirect(site, visitor):
    site.serve("/ny.pdf", PDF)

    assert look(visitor, site.serve("/gammal.pdf", answer(302, Location="/ny.pdf"))) == ("ok", site.url("/ny.pdf"))


@pytest.mark.parametrize(("status", "outcome"), [(301, "moved"), (308, "moved"), (302, "ok"), (307, "ok")])
def test_a_file_that_has_moved_to_another_host(site, visitor, status, outcome):
    with website("127.0.0.2") as new:
        address = site.serve("/plan.pdf", answer(status, Location=new.serve("/plan.pdf", PDF)))

        assert look(visitor, address) == (outcome, new.url("/plan.pdf"))


def test_a_redirect_to_the_start_page_says_that_the_file_is_gone(site, visitor):
    site.serve("/start", page("Välkommen till Alby"))
    address = site.serve("/plan.pdf", answer(301, Location="/start"))

    assert look(visitor, address) == ("start_page", site.url("/start"))


def test_a_redirect_to_a_sign_in(site, visitor):
    site.serve("/login?next=plan", page("Välkommen"))

    assert look(visitor, site.serve("/plan.pdf", answer(302, Location="/login?next=plan")))[0] == "login"


@pytest.mark.parametrize("location", ["", "ftp://alby.se/", "javascript:alert(1)", "https://[", "http://a@127.0.0.1/"])
def test_a_redirect_to_what_is_no_address_on_the_web(site, visitor, location):
    assert look(visitor, site.serve("/plan.pdf", answer(302, Location=location))) == ("bad_redirect", location)


def test_a_circle(site, visitor):
    site.serve("/b", answer(302, Location="/a"))

    assert look(visitor, site.serve("/a", answer(302, Location="/b"))) == ("redirect_loop", site.url("/a"))


def test_a_circle_that_wants_cookies_is_a_question_about_them(site, visitor):
    address = site.serve("/a", answer(302, Location="/a", Set_Cookie="seen=1"))

    assert look(visitor, address)[0] == "cookie_wall"


def test_a_path_without_end(site, visitor):
    for number in range(30):
        site.serve(f"/{number}", answer(302, Location=f"/{number + 1}"))

    assert look(visitor, site.url("/0"))[0] == "too_many_redirects"
    assert len(site.pages_asked) == 11


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("https://issuu.com/alby/docs/biblioteksplan", "document_service"),
        ("https://alby.sharepoint.com/:b:/s/plan", "document_service"),
        ("https://www.alby.se/issuu.com", "web_page"),
        ("https://notissuu.com/alby", "web_page"),
    ],
)
def test_a_page_of_a_document_service(url, outcome):
    assert judge_page_for_file(url) == outcome
