"""What a plan's own text says beside what the register says, for the editor to compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from library_plans.choices import ADOPTIONS, DecisionBody, EditionVariant
from library_plans.models import Decision, Edition, Passage, Plan
from library_plans.querysets import READABLE
from library_plans.suggestions import PlanSuggestion, Suggested, SuggestedDecision, suggest_plan
from library_plans.suggestions.types import FIRST_PAGES


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """A fact as the register has it and as the text has it, with the page it rests on, counted from 1."""

    name: str
    registered: str
    written: str
    page: int
    quote: str
    agrees: bool
    in_doubt: bool = False


class TextComparisonPanel(Panel):
    """What the newest adopted file says of kind, period and decisions. Read-only: nothing is taken over by itself."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "library_plans/admin/text_comparison_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            edition = newest_with_text(self.instance)
            facts = list(compared_facts(self.instance, suggest_plan(page_texts(edition)))) if edition else []
            return {**context, "edition": edition, "facts": facts}


def newest_with_text(plan: Plan) -> Edition | None:
    """The newest adopted edition that could be read."""
    adopted = plan.editions.filter(variant=EditionVariant.ADOPTED, state__in=READABLE)
    edition: Edition | None = adopted.order_by("-number").first()
    return edition


def page_texts(edition: Edition) -> list[str]:
    """The text of each page, a line for each passage; of long files that of the pages between is left out."""
    pages = [""] * (edition.page_count or 0)
    passages = Passage.objects.filter(edition=edition).order_by("position")
    wanted = passages.filter(page_number__lte=FIRST_PAGES) | passages.filter(page_number=len(pages))
    for page, text in wanted.values_list("page_number", "text"):
        if page <= len(pages):
            pages[page - 1] += f"{text}\n"
    return pages


def compared_facts(plan: Plan, suggestion: PlanSuggestion) -> Iterator[ComparedFact]:
    """Kind, period and decisions that the text tells, in this order."""
    if kind := suggestion.kind:
        registered, written = str(plan.get_kind_display()), str(kind.value.label)
        yield ComparedFact(_("Kind of plan"), registered, written, kind.page, kind.quote, plan.kind == kind.value)
    if period := suggestion.period:
        days = [(plan.starts, period.value.starts), (plan.ends, period.value.ends)]
        yield ComparedFact(
            _("Period"),
            days_text(plan.starts, plan.ends),
            days_text(period.value.starts, period.value.ends),
            period.page,
            period.quote,
            agrees=all(written in (None, registered) for registered, written in days),
            in_doubt=period.in_doubt,
        )
    decisions = list(plan.decisions.all())
    for decision in suggestion.decisions:
        yield compared_decision(decisions, decision)


def compared_decision(registered: list[Decision], written: Suggested[SuggestedDecision]) -> ComparedFact:
    """A decision of the text beside that of the same sort and day in the register; what the text leaves out agrees."""
    value = written.value
    kinds = ADOPTIONS if value.kind in ADOPTIONS else (value.kind,)
    same = next((one for one in registered if one.kind in kinds and one.decided_on == value.decided_on), None)
    told = [(value.body, same.body), (value.section, same.section), (value.dnr, same.dnr)] if same else []
    return ComparedFact(
        str(value.kind.label).capitalize(),
        decision_text(same.decided_on, same.body, same.section, same.dnr) if same else "",
        decision_text(value.decided_on, value.body or "", value.section, value.dnr),
        written.page,
        written.quote,
        agrees=same is not None and all(not said or said == known for said, known in told),
    )


def days_text(starts: date | None, ends: date | None) -> str:
    return f"{starts or ''} – {ends or ''}" if starts or ends else ""


def decision_text(day: date, body: str, section: str, dnr: str) -> str:
    parts = [day.isoformat(), str(DecisionBody(body).label) if body else "", section, dnr]
    return ", ".join(part for part in parts if part)
