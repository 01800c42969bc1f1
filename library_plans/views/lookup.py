"""Finds the owner or plan of a URL, and redirects from URLs that are not canonical."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from library_plans.models import Plan
from library_plans.register.owner_plans import OwnerPlans, get_owner_plans

View = Callable[..., HttpResponseBase]


class Moved(Exception):
    """What was asked for stands at another address for good."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def redirect_moved(view: View) -> View:
    """Answer with 301 and the same query string when the view finds that its subject has another address."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Moved as moved:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{moved.url}?{query}" if query else moved.url)

    return wrapped


def owner_plans_or_404(code: str) -> OwnerPlans:
    owner_plans = get_owner_plans(code, timezone.localdate())
    if owner_plans is None:
        raise Http404
    return owner_plans


def find_owner(code: str, slug: str) -> OwnerPlans:
    """The organisation at an owner's address, with its plans.

    Raises:
        Moved: The code is its other one, or the name is not as it is written now.
    """
    owner_plans = owner_plans_or_404(code)
    if (owner_plans.organisation.code, owner_plans.organisation.slug) != (code, slug):
        raise Moved(owner_plans.url)
    return owner_plans


def find_plan(code: str, slug: str, plan: str, rest: str = "") -> tuple[OwnerPlans, Plan]:
    """The plan at an address and its owner's owner_plans; `rest` is the part of the address below the plan.

    Raises:
        Moved: Another owner's address, or another spelling, than the canonical one.
    """
    owner_plans = owner_plans_or_404(code)
    found = owner_plans.by_slug(plan)
    if found is None:
        raise Http404
    address = found.get_absolute_url()
    if address != reverse("library_plans:plan", args=[code, slug, plan]):
        raise Moved(address + rest)
    return owner_plans, found
