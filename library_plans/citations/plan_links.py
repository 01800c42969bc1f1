"""Links from pages to the plans they mention and to the organisations they belong to."""

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


def organisation_links(page: Any) -> SafeString:
    """The organisations of a page, each with a link to its library plans: one query."""
    bodies = [row.organisation for row in page.organisation_rows]
    return format_html_join(", ", "{}", ((organisation_link(body),) for body in bodies))


def organisation_link(body: Organisation) -> SafeString | str:
    """The organisation's name, with a link to its library plans where it may have any."""
    if body.kind == OrganisationKind.NATIONAL:
        return body.display_name
    url = reverse("library_plans:owner", args=[body.code, body.slug])
    return format_html('<a href="{}">{}</a>', url, body.display_name)


def mentioned_plan_rows(mentions: Iterable[PlanMention]) -> list[ListItem]:
    """Rows that link to the mentioned plans or their pages: one query. Plans without owner are left out."""
    rows = sorted(mentions, key=lambda row: (row.sort_order or 0, row.pk or 0))  # a draft's have no key yet
    owners = PlanOwner.objects.filter(plan__in=[row.plan_id for row in rows], position=1)
    owner_of = {owner.plan_id: owner for owner in owners.select_related("plan", "organisation")}
    return [mentioned_plan_row(row, owner_of[row.plan_id]) for row in rows if row.plan_id in owner_of]


def mentioned_plan_row(row: PlanMention, owner: PlanOwner) -> ListItem:
    address, place = owner.get_absolute_url(), ""
    edition = row.edition if row.edition and not row.edition.is_voided else None
    if edition and row.page_number:
        address = f"{address}{edition.number}/sida/{row.page_number}/"
        place = _("page %(number)d") if edition.has_pages else _("section %(number)d")
        place = capfirst(place % {"number": row.page_number})
    elif edition:
        address = f"{address}{edition.number}/"
    return ListItem(f"{owner.organisation.name}: {owner.plan.title}", address, place)
