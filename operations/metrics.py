"""Figures for Prometheus: how the parts of the site are, what waits, and what the register holds.

They are read from the database when they are asked for, so every process of the site gives the same. Requests are not
counted here: the processes of a site would have to share memory-mapped files, and a full disk kills who writes to one.
The proxy's access log has their number, status and time. No label holds what a reader or an editor has written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import DatabaseError
from django.db.models import Count
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from extraction.types import TextState
from library_plans.models import Edition, Plan
from operations.readiness import readiness

STATES = ("up", "behind", "down")
PREFIX = "traffpunkt"


class SiteCollector(Collector):
    """The figures of one moment."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield from part_figures()
        try:
            figures = list(register_figures())
        except DatabaseError:  # which the state of the part says
            return
        yield from figures


def part_figures() -> Iterator[GaugeMetricFamily]:
    """1 for the state that each part has and 0 for the others, and each part's numbers."""
    states = GaugeMetricFamily(f"{PREFIX}_part_state", "The state of a part, as /readyz.", labels=("part", "state"))
    numbers = []
    for name, part in readiness().items():
        for state in STATES:
            states.add_metric((name, state), part.state == state)
        numbers += [
            GaugeMetricFamily(f"{PREFIX}_{name}_{number}", f"{name}: {number}, as /readyz.", value=value)
            for number, value in part.numbers.items()
        ]
    yield states
    yield from numbers


def register_figures() -> Iterator[GaugeMetricFamily]:
    """The number of plans, and of editions by the state of their text. Two queries."""
    yield GaugeMetricFamily(f"{PREFIX}_plans", "Plans in the register.", value=Plan.objects.count())
    editions = GaugeMetricFamily(f"{PREFIX}_editions", "Editions by the state of their text.", labels=("state",))
    counts = dict(Edition.objects.order_by().values_list("state").annotate(number=Count("pk")))
    for state in TextState:
        editions.add_metric((state.value,), counts.get(state.value, 0))
    yield editions


def exposition() -> bytes:
    """All figures in the text format of Prometheus."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(SiteCollector())
    return generate_latest(registry)
