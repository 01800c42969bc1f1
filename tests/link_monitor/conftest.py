"""A visitor that may go to loopback and waits for nobody, and a website there."""

from __future__ import annotations

import threading

import pytest

from link_monitor.rate_limit import Pacer
from link_monitor.transport import Limits
from link_monitor.visitor import Visitor
from tests.link_monitor.server import website


@pytest.fixture(autouse=True)
def monitor_settings(settings):
    settings.LINK_MONITOR = True
    settings.LINK_MONITOR_OWN_NETWORKS = ["127.0.0.0/8"]
    settings.LINK_MONITOR_DELAY = 0
    settings.WAGTAILADMIN_BASE_URL = "https://plats.example.se"


@pytest.fixture
def visitor():
    return Visitor(Pacer(0))


@pytest.fixture
def hasty_visitor():
    return Visitor(Pacer(0), Limits(connect=5, pause=0.4, whole=0.8))


@pytest.fixture
def site():
    with website() as served:
        yield served


@pytest.fixture
def over():
    """Set when the test ends, so that answers that wait for it end too."""
    event = threading.Event()
    yield event
    event.set()
