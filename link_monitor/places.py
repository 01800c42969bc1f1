"""Where a link stands: in the register, on pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from library_plans.models import Edition, PlanOwner


def editions_in(counties: Iterable[str]) -> Any:
    """The editions of plans that somebody in the counties owns."""
    owners = PlanOwner.objects.filter(organisation__county_code__in=counties)
    return Edition.objects.filter(plan__in=owners.values("plan"))


def edition_prefetches() -> tuple[Prefetch, Prefetch]:
    """The editions of links with their plans and owners, in two queries."""
    owners = PlanOwner.objects.select_related("organisation")
    editions = Edition.objects.select_related("plan").only("plan")
    return Prefetch("editions", queryset=editions), Prefetch("editions__plan__owners", queryset=owners)


def plans_of(link: Any) -> list[Any]:
    return list({edition.plan_id: edition.plan for edition in link.editions.all()}.values())


def places(link: Any) -> str:
    """Plans by title and owners, pages by title."""
    plans = [f"{plan.title} ({plan.owner_names})" for plan in plans_of(link)]
    return "; ".join([*plans, *(page.title for page in link.pages.all())])


def linked_places(link: Any, *, may_edit_plans: bool) -> list[tuple[str, str, str]]:
    """Title, owners and address of each: of plans in the register, or public for those who do not work there."""
    plans = [(plan.title, plan.owner_names, plan_url(plan, may_edit_plans)) for plan in plans_of(link)]
    pages = [(page.title, "", reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in link.pages.all()]
    return [*plans, *pages]


def plan_url(plan: Any, may_edit: bool) -> str:
    return reverse("plans:edit", args=[plan.pk]) if may_edit else plan.get_absolute_url()
