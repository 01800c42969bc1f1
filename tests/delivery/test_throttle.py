"""Limits of submissions: by client and in total, also over several processes."""

import subprocess
import sys
from pathlib import Path

import pytest
import time_machine
from django.test import RequestFactory

from delivery.throttle import Throttle, client_network

THROTTLE = Throttle("test", per_client=2, in_total=3, seconds=60)
COUNT = """
import django; django.setup()
from django.conf import settings; settings.THROTTLES_DIR = {folder!r}
settings.CACHES["throttles"]["LOCATION"] = {folder!r}
from django.test import RequestFactory
from delivery.throttle import Throttle
throttle = Throttle("test", per_client=50, in_total=50)
print(sum(throttle.admits(RequestFactory().post("/")) for _ in range(40)))
"""


def admitted(*addresses: str) -> list[bool]:
    return [THROTTLE.admits(RequestFactory().post("/", REMOTE_ADDR=address)) for address in addresses]


def test_each_client_and_all_together_have_a_limit():
    assert admitted("10.0.0.1", "10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.3") == [True, True, False, True, False]


def test_a_client_is_admitted_again_when_the_time_is_over():
    with time_machine.travel("2026-11-29 12:00Z", tick=False) as clock:
        first = admitted("10.0.0.1", "10.0.0.1", "10.0.0.1")
        clock.shift(61)

        assert (first, admitted("10.0.0.1")) == ([True, True, False], [True])


@pytest.mark.slow
def test_processes_count_together(tmp_path):
    code = COUNT.format(folder=str(tmp_path))
    env = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "TMPDIR": str(tmp_path)}
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code]
    processes = [subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.PIPE) for _ in range(2)]

    assert sum(int(process.communicate()[0]) for process in processes) == 50


@pytest.mark.parametrize(
    ("behind_tls", "forwarded", "connected", "network"),
    [
        (False, "", "10.0.0.1", "10.0.0.1"),
        (False, "192.0.2.7", "10.0.0.1", "10.0.0.1"),
        (True, "192.0.2.7", "10.0.0.1", "192.0.2.7"),
        (True, "1.1.1.1, 192.0.2.7", "10.0.0.1", "192.0.2.7"),
        (True, "", "10.0.0.1", "10.0.0.1"),
        (True, "no address", "10.0.0.1", "unknown"),
        (False, "", "", "unknown"),
        (False, "", "::ffff:10.0.0.1", "10.0.0.1"),
    ],
)
def test_client_is_who_the_trusted_proxy_saw(settings, behind_tls, forwarded, connected, network):
    settings.BEHIND_TLS = behind_tls
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    assert client_network(RequestFactory().get("/", headers=headers, REMOTE_ADDR=connected)) == network


@pytest.mark.parametrize(("other", "same"), [("2001:db8:0:1::2", True), ("2001:db8:0:2::1", False)])
def test_an_ipv6_network_is_one_client(other, same):
    networks = [client_network(RequestFactory().get("/", REMOTE_ADDR=each)) for each in ("2001:db8:0:1::1", other)]

    assert (networks[0] == networks[1]) is same


def test_a_disk_that_cannot_be_written_stops_no_form(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.THROTTLES_DIR = tmp_path / "file"

    assert admitted(*["10.0.0.1"] * 4) == [True] * 4
