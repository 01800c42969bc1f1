"""From an address to what stands there, or to where it stands now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from library_plans.models import Plan
from library_plans.register.owner_plans import Shelf, shelf_at

View = Callable[..., HttpResponseBase]


class Moved(Exception):
    """What was asked for stands at another address for good."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def canonical(view: View) -> View:
    """Answer with 301 and the same query string when the view finds that its subject has another address."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Moved as moved:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{moved.url}?{query}" if query else moved.url)

    return wrapped


def find_shelf(code: str) -> Shelf:
    shelf = shelf_at(code, timezone.localdate())
    if shelf is None:
        raise Http404
    return shelf


def find_owner(code: str, slug: str) -> Shelf:
    """The organisation at an owner's address, with its plans.

    Raises:
        Moved: The code is its other one, or the name is not as it is written now.
    """
    shelf = find_shelf(code)
    if (shelf.organisation.code, shelf.organisation.slug) != (code, slug):
        raise Moved(shelf.url)
    return shelf


def find_plan(code: str, slug: str, plan: str, rest: str = "") -> tuple[Shelf, Plan]:
    """The plan at an address and its owner's shelf; `rest` is the part of the address below the plan.

    Raises:
        Moved: Another owner's address, or another spelling, than the canonical one.
    """
    shelf = find_shelf(code)
    found = shelf.by_slug(plan)
    if found is None:
        raise Http404
    address = found.get_absolute_url()
    if address != reverse("library_plans:plan", args=[code, slug, plan]):
        raise Moved(address + rest)
    return shelf, found
