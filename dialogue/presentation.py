"""How experiences and proposals are shown. `page` is one of them, whose models import this."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.components import Fact, Facts, StatusChip
from dialogue.choices import Outcome
from library_plans.citations.plan_links import body_links

SIGNS = {
    Outcome.RECEIVED: "ring",
    Outcome.CONSIDERED: "half",
    Outcome.ACCEPTED: "full",
    Outcome.DECLINED: "dash",
    Outcome.DONE: "full",
}


def chip(outcome: Outcome, *, large: bool = False) -> StatusChip:
    """What has become of a proposal, as shape, word and colour."""
    return StatusChip(outcome.value, capfirst(outcome.label), SIGNS[outcome], large=large)


def experience_facts(page: Any) -> Facts:
    """Who tells it, when and about what: one query, for whose it is."""
    rows = [
        Fact(_("Who tells it"), body_links(page)),
        Fact(_("Role"), page.author_role),
        *shared_facts(page),
    ]
    return Facts([row for row in rows if row.value])


def proposal_facts(page: Any) -> Facts:
    """Who proposes it, for what, when and about what: one query, for whose it is."""
    return Facts(
        [
            Fact(_("Who proposes it"), body_links(page)),
            Fact(_("Proposal for"), capfirst(page.get_subject_display())),
            *shared_facts(page),
        ]
    )


def shared_facts(page: Any) -> list[Fact]:
    return [
        Fact(_("Date"), date_format(page.day, "j F Y")),
        Fact(_("About"), capfirst(page.get_follow_up_display())),
    ]
