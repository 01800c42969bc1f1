"""Selects and renders the sentences of one theme for one plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from demo.sentence_renderer import SentenceRenderer, capitalised
from demo.sentence_templates import SentenceTemplate, TextTheme
from demo.stable_random import stable_choice, stable_hash
from demo.types import DraftBlock
from extraction.types import PassageKind

CHANGED_PERCENT = 38  # of sentences that change from one generation of a plan to the next

GOAL_FORMS = (
    "Målet är att {goal}.",
    "{Goal}.",
    "Inriktningen är att {goal}.",
    "Ambitionen är att {goal}.",
    "{Senast|I slutet av} [år2] ska det här vara uppnått: {goal}.",
    "{Goal}. {Dit vill vi nå|Så ska det vara när perioden är slut|Det är ett långsiktigt mål}.",
    "{Under perioden är strävan|Det vi arbetar för är} att {goal}.",
    "{Vi ska kunna säga|Det ska gå att säga} att {goal}.",
)
MEASURE_FORMS = (
    "[Subjekt] [modal] {measure}.",
    "Under planperioden [modal] [subjekt] {measure}.",
    "{En viktig uppgift|Ett första steg|En återkommande uppgift} är att {measure}.",
    "Därutöver [modal] [subjekt] {measure}.",
    "[Nämnd] ger [utförare] i uppdrag att {measure}.",
    "Senast [år2] [modal] [subjekt] {measure}.",
    "Det är också angeläget att {measure}.",
    "Planen innebär vidare att [subjekt] [modal] {measure}.",
)
INDICATOR_FORMS = (
    "Uppföljningen bygger på {list}.",
    "Som mått används {list}.",
    "Indikatorer: {list}.",
    "Utvecklingen följs genom {list}.",
    "Det här redovisas varje år: {list}.",
)
RESPONSIBLE_FORMS = ("Ansvarig: {who}.", "Ansvarig för arbetet är {who}.", "Ansvar: {who}.")
LAW_FORMS = (
    "{Avsnittet anknyter till|Lagstöd:|Jämför} {law}{bibliotekslagen}.",
    "{Grunden finns i|Se} {law}{bibliotekslagen}.",
)


def listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} och {items[-1]}" if items else ""


@dataclass
class ThemeWriter:
    """The sentences of a theme that apply to this plan, in the order and wording of its owner."""

    theme: TextTheme
    renderer: SentenceRenderer
    generation: str
    traits: frozenset[str]
    year: int
    amount: int  # how much is said, 1-3
    number: str = ""  # of the section, with a blank behind, where headings are numbered
    local: tuple[str, ...] = ()
    _chosen: dict[str, list[str]] = field(default_factory=dict)

    def variation_key(self, key: str) -> str:
        """The generation where the wording changes with it, else ""."""
        changed = stable_hash(self.renderer.seed, key, self.generation) % 100 < CHANGED_PERCENT
        return self.generation if changed else ""

    def render(self, text: str, key: str) -> str:
        return self.renderer.render(text, f"{self.theme.key}/{key}/{self.variation_key(key)}")

    def _all(self, role: str) -> list[str]:
        if role not in self._chosen:
            holding = [
                one for one in self.theme.templates.get(role, ()) if one.condition.applies(self.traits, self.year)
            ]
            ranked = sorted(holding, key=self._rank)
            self._chosen[role] = [capitalised(self.render(one.text, one.key)) for one in ranked]
        return self._chosen[role]

    def _rank(self, statement: SentenceTemplate) -> tuple[bool, int]:
        """Templates with conditions come first, then the order of this owner and generation."""
        return not statement.condition.traits, stable_hash(
            self.renderer.seed, statement.key, self.variation_key(statement.key), "ordning"
        )

    def has(self, role: str) -> bool:
        return bool(self._all(role))

    def pick(self, role: str, amount: int, ending: str = "") -> list[str]:
        return [text + ending for text in self._all(role)[:amount]]

    @cached_property
    def _proper_names(self) -> tuple[str, ...]:
        return (*(value for value in self.renderer.slots.values() if value[:1].isupper()), "MIK", "Libris")

    def _inside(self, text: str) -> str:
        """The text as it stands within a sentence."""
        return text if text.startswith(self._proper_names) else text[:1].lower() + text[1:]

    @cached_property
    def heading(self) -> str:
        return self.number + self.render(
            stable_choice(self.theme.headings, self.renderer.seed, self.theme.key), "rubrik"
        )

    def _form(self, forms: Sequence[str], key: str, **parts: str) -> str:
        form = stable_choice(forms, self.renderer.seed, self.theme.key, key, self.variation_key(key))
        for name, text in parts.items():
            form = form.replace("{" + name + "}", text)
        return self.render(form, key)

    def goals(self, amount: int) -> str:
        return " ".join(
            self._form(GOAL_FORMS, f"mål/{n}", goal=self._inside(goal), Goal=goal)
            for n, goal in enumerate(self.pick("mål", amount))
        )

    def measures(self, amount: int, skip: int = 0) -> str:
        """The measures as running text, no two sentences in a row of the same form."""
        first = stable_hash(self.renderer.seed, self.theme.key, "former") % len(MEASURE_FORMS)
        return " ".join(
            self._form(
                (MEASURE_FORMS[(first + 3 * n) % len(MEASURE_FORMS)],), f"gör/{n}", measure=self._inside(measure)
            )
            for n, measure in list(enumerate(self.pick("gör", amount)))[skip:]
        )

    def indicators(self, amount: int) -> str:
        items = [self._inside(item) for item in self.pick("mät", amount)]
        return self._form(INDICATOR_FORMS, "mått", list=listed(items)) if items else ""

    def responsible(self) -> str:
        who = self.pick("vem", 1)
        return self._form(RESPONSIBLE_FORMS, "ansvar", who=self._inside(who[0])) if who else ""

    def law(self) -> str:
        if not self.theme.section or self.year < 2014:
            return ""
        act = "" if "skollagen" in self.theme.section or "läroplan" in self.theme.section else " bibliotekslagen"
        return self._form(LAW_FORMS, "lagrum", law=self.theme.section, bibliotekslagen=act)

    def table(self, header: tuple[str, ...], amount: int) -> Iterator[DraftBlock]:
        """A row for each measure, with goals, responsibility and indicators repeated where there are fewer."""
        goals, measures = self.pick("mål", amount), self.pick("gör", amount)
        who, indicators = self.pick("vem", amount), self.pick("mät", amount)
        if not (goals and measures and who and indicators):
            return
        rows = [
            (goals[n % len(goals)], measure, who[n % len(who)], indicators[n % len(indicators)])
            for n, measure in enumerate(measures)
        ]
        yield DraftBlock(PassageKind.TABLE, rows=(header, *rows))
