"""Finds the owner, plan or edition of a URL; redirects from other addresses, and says what was registered in error."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from library_plans.merging import active_merge, place_after_merge
from library_plans.models import Edition, Plan, PlanMerge, PlanOwner
from library_plans.register.owner_plans import OwnerPlans, get_owner_plans

View = Callable[..., HttpResponseBase]


class Moved(Exception):
    """What was asked for stands at another address for good."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class RegisteredInError(Exception):
    """What was asked for was registered in error; `url` leads to what stands in its place, with its name."""

    def __init__(self, sentence: str, url: str, name: str) -> None:
        super().__init__(sentence)
        self.sentence, self.url, self.name = sentence, url, name


def answers_moved_and_voided(view: View) -> View:
    """Answer 301, with the same query string, for what has another address, and 410 for what was registered in error.

    The page of 410 says so in a sentence and links to what stands in its place.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Moved as moved:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{moved.url}?{query}" if query else moved.url)
        except RegisteredInError as error:
            return render(request, "library_plans/registered_in_error.html", {"error": error}, status=410)

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
        RegisteredInError: The plan is.
        Http404: There is none.
    """
    owner_plans = owner_plans_or_404(code)
    found = owner_plans.by_slug(plan)
    if found is None:
        raise what_became_of(owner_plans, plan, rest)
    address = found.get_absolute_url()
    if address != reverse("library_plans:plan", args=[code, slug, plan]):
        raise Moved(address + place_at_owner(owner_plans, found, plan, rest))
    return owner_plans, found


def what_became_of(owner_plans: OwnerPlans, slug: str, rest: str) -> Exception:
    """Why no plan of an owner stands at an address: it was merged with another one, is in error, or never was."""
    held = PlanOwner.all_objects.filter(organisation=owner_plans.organisation, slug=slug).first()
    if held is None:
        return Http404()
    plan = held.plan_id
    while merge := active_merge(plan):
        rest = place_after_merge(merge, rest)
        if not merge.kept.is_voided:
            return Moved(merge.kept.get_absolute_url() + rest)
        plan = merge.kept_id
    sentence = _("A plan that stood at this address was registered in error.")
    return RegisteredInError(sentence, owner_plans.url, owner_plans.organisation.display_name)


def place_at_owner(owner_plans: OwnerPlans, plan: Plan, slug: str, rest: str) -> str:
    """The part of an address below a plan, where the owner came to the plan by a merge with the numbers of today."""
    keys = {row.pk for row in owner_plans.ownerships(plan) if row.slug == slug}
    for merge in PlanMerge.objects.filter(kept=plan, undone_at__isnull=True):
        if keys & {key for key, _before in merge.moved["owners"]}:
            return place_after_merge(merge, rest)
    return rest


def find_edition(plan: Plan, number: int) -> Edition:
    """An edition of a plan, withheld or not: that it exists is public.

    Raises:
        RegisteredInError: The edition is; the plan's page leads to the one that stands for it.
        Http404: The plan has none of that number.
    """
    found = Edition.all_objects.filter(plan=plan, number=number).prefetch_related("redactions").first()
    if found is None:
        raise Http404
    if found.is_voided:
        sentence = _("A file that stood at this address was registered in error.")
        raise RegisteredInError(sentence, plan.get_absolute_url(), plan.title)
    found.plan = plan
    return found
