"""Whom a link can make this site ask: public hosts alone, by the address that was looked at, certificates checked."""

from __future__ import annotations

import socket

import pytest
from urllib3.util import parse_url

from link_monitor.errors import VisitFailed
from link_monitor.name_resolution import is_public
from link_monitor.transport import Limits, send
from tests.link_monitor.certificates import make_certificate
from tests.link_monitor.server import answer, website
from tests.link_monitor.test_outcomes import PDF, look

PUBLIC = ["193.10.75.4", "2001:6b0:e:2::1", "::ffff:193.10.75.4", "64:ff9b::c10a:4b04"]
NOT_PUBLIC = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address(address):
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_for_the_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"],
)
def test_the_own_network_is_not_asked(settings, host):
    settings.LINK_MONITOR_OWN_NETWORKS = []

    with pytest.raises(VisitFailed) as caught:
        send("GET", parse_url(f"http://{host}:1/"), {}, Limits())

    assert caught.value.outcome == "private"


def test_a_redirect_to_the_own_network_is_not_followed(site, visitor, settings):
    settings.LINK_MONITOR_OWN_NETWORKS = ["127.0.0.1/32"]
    with website("127.0.0.2") as inside:
        address = site.serve("/plan.pdf", answer(302, Location=inside.serve("/hemligt", PDF)))

        assert look(visitor, address) == ("private", "")
    assert inside.asked == []


def test_a_name_is_looked_up_once(site, monkeypatch):
    """A name server that answers otherwise the next time changes nothing: the connection goes to what was checked."""
    names, known = [], socket.getaddrinfo

    def rebinding(host, port, *rest, **options):
        if host != "alby.example":
            return known(host, port, *rest, **options)
        names.append(host)
        return known("127.0.0.1" if len(names) == 1 else "127.0.0.9", port, *rest, **options)

    monkeypatch.setattr("socket.getaddrinfo", rebinding)
    site.serve("/", PDF)
    port = parse_url(site.base).port

    assert send("GET", parse_url(f"http://alby.example:{port}/"), {}, Limits()).status == 200
    assert names == ["alby.example"]
    assert site.asked[0].headers["Host"] == f"alby.example:{port}"


@pytest.mark.parametrize(
    ("trusted", "days", "named", "outcome"),
    [
        (True, 30, "127.0.0.1", "ok"),
        (False, 30, "127.0.0.1", "tls"),
        (True, 0, "127.0.0.1", "tls"),
        (True, 30, "127.0.0.2", "tls"),
    ],
)
def test_a_certificate_is_checked(visitor, tmp_path, monkeypatch, trusted, days, named, outcome):
    context, public = make_certificate(tmp_path, named, days=days)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(public))

    with website(tls=context) as secure:
        assert look(visitor, secure.serve("/plan.pdf", PDF))[0] == outcome


def test_what_speaks_no_tls_is_no_secure_website(site, visitor):
    assert look(visitor, site.url("/plan.pdf").replace("http:", "https:"))[0] == "tls"


def test_a_host_in_unicode_is_asked_for_in_ascii(visitor, monkeypatch):
    names = []
    monkeypatch.setattr("socket.getaddrinfo", lambda host, *rest, **more: names.append(host) or [])

    look(visitor, "https://räksmörgås.se/plan.pdf")

    assert names == ["xn--rksmrgs-5wao1o.se"]
