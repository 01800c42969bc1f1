"""Components of experiences and proposals. `page` is one of them, whose models import this module."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.components import Fact, Facts, StatusChip
from dialogue.choices import Outcome
from library_plans.citations.plan_links import organisation_links

OUTCOME_SYMBOLS = {
    Outcome.RECEIVED: "ring",
    Outcome.CONSIDERED: "half",
    Outcome.ACCEPTED: "full",
    Outcome.DECLINED: "dash",
    Outcome.DONE: "full",
}


def outcome_chip(outcome: Outcome, *, large: bool = False) -> StatusChip:
    """The outcome of a proposal as a chip with symbol, word and colour."""
    return StatusChip(outcome.value, capfirst(outcome.label), OUTCOME_SYMBOLS[outcome], large=large)


def experience_facts(page: Any) -> Facts:
    """The fact list of an experience: one query for the organisations."""
    rows = [
        Fact(_("Who tells it"), organisation_links(page)),
        Fact(_("Role"), page.author_role),
        *shared_facts(page),
    ]
    return Facts([row for row in rows if row.value])


def proposal_facts(page: Any) -> Facts:
    """The fact list of a proposal: one query for the organisations."""
    return Facts(
        [
            Fact(_("Who proposes it"), organisation_links(page)),
            Fact(_("Proposal for"), capfirst(page.get_subject_display())),
            *shared_facts(page),
        ]
    )


def shared_facts(page: Any) -> list[Fact]:
    return [
        Fact(_("Date"), date_format(page.day, "j F Y")),
        Fact(_("About"), capfirst(page.get_follow_up_display())),
    ]
