"""Every way in which a link fails is named, as domain.md's real links did and the protocols let them."""

from __future__ import annotations

import hashlib
import io
import socket
import zipfile

import pytest

from extraction.types import MediaType
from link_monitor.classification import Expected
from link_monitor.link_check import examine
from link_monitor.models import Link
from tests.link_monitor.server import answer, dripping, raw, silent

PDF = b"%PDF-1.7 biblioteksplan"
COLLECTED = Expected(frozenset({hashlib.sha256(PDF).hexdigest()}), frozenset({MediaType.PDF}))


def page(title, body=""):
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def docx():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("word/document.xml", "<w:document/>")
    return content.getvalue()


def look(visitor, address, expected=COLLECTED):
    found = examine(Link(address=address), expected, visitor)
    return found.outcome, found.detail


@pytest.mark.parametrize(
    ("address", "outcome", "detail"),
    [
        ("https://alby.se/min plan.pdf", "blanks", ""),
        ("https://alby.se/plan.pdf https://alby.se/", "blanks", ""),
        ("https://", "incomplete", ""),
        ("https://alby/plan.pdf", "incomplete", ""),
        ("www.alby.se/plan.pdf", "incomplete", ""),
        ("https://[alby.se/plan.pdf", "incomplete", ""),
        ("https://alby.se@other.se/plan.pdf", "incomplete", ""),
        ("file:///C:/plan.pdf", "not_web", ""),
        ("ftp://alby.se/plan.pdf", "not_web", ""),
        ("chrome-extension://efaidnbmn/https://alby.se/plan.pdf", "viewer", "https://alby.se/plan.pdf"),
        ("https://docs.google.com/viewer?url=https%3A%2F%2Falby.se%2Fplan.pdf", "viewer", "https://alby.se/plan.pdf"),
        ("https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Falby.se%2Fa.docx", "viewer", "https://alby.se/a.docx"),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_as_it_is_written(visitor, address, outcome, detail):
    assert look(visitor, address) == (outcome, detail)


STATUSES = [
    (401, "login"),
    (403, "forbidden"),
    (404, "not_found"),
    (410, "gone"),
    (429, "rate_limited"),
    (418, "bad_status"),
    (451, "bad_status"),
    (500, "server_error"),
    (503, "server_error"),
    (204, "empty"),
]


@pytest.mark.parametrize(("status", "outcome"), STATUSES)
def test_a_status(site, visitor, status, outcome):
    address = site.serve("/plan.pdf", answer(status))

    assert look(visitor, address) == (outcome, str(status))


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (PDF, "ok"),
        (PDF + b" ny", "changed"),
        (b"", "empty"),
        (docx(), "other_format"),
        (b"\x00\x01\x02\x03", "other_format"),
        (page("Biblioteksplan", "<p>Planen som text</p>"), "web_page"),
        (page("Sidan hittades inte - Alby kommun"), "soft_not_found"),
        (page("404"), "soft_not_found"),
        (page("Alby", "<h1>Sidan kan inte hittas</h1><h1>Vi kunde inte hitta sidan</h1>"), "soft_not_found"),
        (page("Intranätet", '<form><input name="p" type="password"></form>'), "login"),
        (page("Alby", "<p>Godkänn alla kakor för att läsa vidare</p>"), "cookie_wall"),
        (page("Before you go on", "<button>Accept all cookies</button>"), "cookie_wall"),
        (page("Biblioteksplan", "<p>Acceptera kakor</p>" + "<p>Lång sida</p>" * 500), "web_page"),
    ],
)
def test_a_file_or_something_else_in_its_place(site, visitor, content, outcome):
    assert look(visitor, site.serve("/plan.pdf", content)) == (outcome, "")


@pytest.mark.parametrize("expected", [Expected(), Expected(frozenset({"00"}), frozenset({MediaType.HTML}))])
@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (page("Biblioteken"), "ok"),
        (PDF, "ok"),
        (page("Sidan finns inte"), "soft_not_found"),
        (page("Logga in", "<input type=password>"), "login"),
        (b"", "empty"),
    ],
)
def test_of_a_web_page_only_that_it_is_there(site, visitor, content, outcome, expected):
    assert look(visitor, site.serve("/sida", content), expected) == (outcome, "")


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n%PDF-1.7 half", "truncated"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n%PDF-1.7 half", "truncated"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n", "truncated"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nnozip", "truncated"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "bad_answer"),
        (b"HTTP/1.1 abc\r\n\r\n", "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "bad_answer"),
        (b"", "no_answer"),
    ],
)
def test_an_answer_that_is_broken(site, visitor, content, outcome):
    site.serve("/robots.txt", answer(404))

    assert look(visitor, site.serve("/plan.pdf", raw(content)))[0] == outcome


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n",
    ],
)
def test_an_answer_that_comes_a_byte_at_a_time_is_broken_off(site, hasty_visitor, over, head):
    assert look(hasty_visitor, site.serve("/plan.pdf", dripping(head, over))) == ("slow", "")


def test_a_host_that_says_nothing_is_asked_for_nothing_else(site, hasty_visitor, over):
    address = site.serve("/plan.pdf", silent(over))

    assert look(hasty_visitor, address) == ("timeout", "")
    assert hasty_visitor.rests("127.0.0.1")


def test_a_host_that_does_not_exist(visitor):
    assert look(visitor, "https://finns-inte.invalid/plan.pdf") == ("no_host", "")


def test_a_port_that_nobody_listens_to(visitor):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert look(visitor, f"http://127.0.0.1:{port}/plan.pdf") == ("no_connection", "")


def test_a_file_that_is_larger_than_what_is_taken(site, visitor, settings):
    settings.PLAN_FILE_MAX_BYTES = len(PDF)

    assert look(visitor, site.serve("/plan.pdf", PDF)) == ("ok", "")
    assert look(visitor, site.serve("/plan.pdf", PDF + b"x")) == ("too_big", "")
