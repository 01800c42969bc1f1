"""How pages that speak of plans, or belong to bodies with plans, lead to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.components import ListItem
from library_plans.models import PlanOwner
from library_plans.models.citations import PlanMention
from organisations.models import Organisation, OrganisationKind


def body_links(page: Any) -> SafeString:
    """The bodies whose page it is, each leading to its library plans: one query."""
    bodies = [row.organisation for row in page.organisations.select_related("organisation")]
    return format_html_join(", ", "{}", ((body_link(body),) for body in bodies))


def body_link(body: Organisation) -> SafeString | str:
    """The body's name, which leads to its library plans where it may have any."""
    if body.kind == OrganisationKind.NATIONAL:
        return body.display_name
    url = reverse("library_plans:owner", args=[body.code, body.slug])
    return format_html('<a href="{}">{}</a>', url, body.display_name)


def plan_rows(mentions: Iterable[PlanMention]) -> list[ListItem]:
    """The plans as links, to the page where one is named: one query. One that nobody owns is not public."""
    rows = sorted(mentions, key=lambda row: (row.sort_order or 0, row.pk or 0))  # a draft's have no key yet
    owners = PlanOwner.objects.filter(plan__in=[row.plan_id for row in rows], position=1)
    owner_of = {owner.plan_id: owner for owner in owners.select_related("plan", "organisation")}
    return [plan_row(row, owner_of[row.plan_id]) for row in rows if row.plan_id in owner_of]


def plan_row(row: PlanMention, owner: PlanOwner) -> ListItem:
    address, place = owner.get_absolute_url(), ""
    if row.edition and row.page_number:
        address = f"{address}{row.edition.number}/sida/{row.page_number}/"
        place = _("page %(number)d") if row.edition.has_pages else _("section %(number)d")
        place = capfirst(place % {"number": row.page_number})
    elif row.edition:
        address = f"{address}{row.edition.number}/"
    return ListItem(f"{owner.organisation.name}: {owner.plan.title}", address, place)
