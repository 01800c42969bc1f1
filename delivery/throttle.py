"""Bounds how often a form that anybody reaches is sent: by one client, and by all of them together."""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from ipaddress import IPv6Address, ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)
ALIAS = "throttles"  # in CACHES
REFUSAL = _("More has been sent than we can take just now. What you wrote is still here: send it again in ten minutes.")
IPV6_NETWORK_BITS = 64  # what one household or office is given


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most so many submissions of a form within so many seconds."""

    form: str
    per_client: int = 10
    in_total: int = 100
    seconds: int = 600

    def admits(self, request: HttpRequest) -> bool:
        """Whether one more submission is within the limits; it is counted if so.

        The processes of a machine count together. When the disk is full nothing is counted and everybody is admitted.
        """
        limits = {f"{self.form}:{client_key(request)}": self.per_client, f"{self.form}:all": self.in_total}
        try:
            with machine_lock():
                return self._count(limits)
        except OSError:
            logger.exception("Submissions of %s could not be counted", self.form)
            return True

    @property
    def retry_after(self) -> str:
        """`Retry-After` of a refusal: when the same client is admitted again at the latest."""
        return str(self.seconds)

    def _count(self, limits: dict[str, int]) -> bool:
        cache, now = caches[ALIAS], time.time()
        recent = {key: [then for then in cache.get(key, []) if now - then < self.seconds] for key in limits}
        if any(len(recent[key]) >= limit for key, limit in limits.items()):
            return False
        cache.set_many({key: [*times, now] for key, times in recent.items()}, self.seconds)
        return True


def throttled(throttle: Throttle, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A form's view, with the page for status 429 in its place when the form is sent too often."""

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or throttle.admits(request):
            return view(request, *args, **kwargs)
        refusal = render(request, "429.html", status=429)
        refusal["Retry-After"] = throttle.retry_after
        return refusal

    return limited


def client_key(request: HttpRequest) -> str:
    """Stands for the client's network without telling it."""
    return salted_hmac(__name__, client_network(request), algorithm="sha256").hexdigest()


def client_network(request: HttpRequest) -> str:
    """The address that the trusted proxy saw, or else the one that connected; of IPv6 the first half.

    A proxy appends to X-Forwarded-For the address that connected to it: what stands before was sent by the client.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    written = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(written)
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or int(address) >> IPV6_NETWORK_BITS)


@contextmanager
def machine_lock() -> Iterator[None]:
    """Held by one thread of one process of this machine at a time."""
    folder = Path(settings.THROTTLES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
