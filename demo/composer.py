"""Composes the documents of the demo from sentence templates: the same plan and variant give the same text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from demo.owners import ExampleOwner, PlanEntry
from demo.sentence_renderer import SentenceRenderer
from demo.sentence_templates import Condition, TextTheme, local_texts, text_themes
from demo.stable_random import stable_choice, stable_hash, stable_shuffle
from demo.theme_writer import ThemeWriter
from demo.types import Draft, DraftBlock
from demo.writing_styles import WRITING_STYLES, bullets, heading, paragraph, regional
from extraction.types import PassageKind

OPENING_THEMES = ("nulage", "vision", "lag", "process")
CORE_THEMES = ("lasframjande", "barn", "skolbibliotek", "funktion", "minoriteter", "mangsprak", "digital", "medier")
OPTIONAL_THEMES = (
    "demokrati", "motesplats", "smabarn", "unga", "barnratt", "program", "aldre", "mik", "oppettider", "samverkan",
    "regionalt", "agenda", "beredskap", "rum", "lokalhistoria", "kommunikation", "kompetens", "landsbygd",
)  # fmt: skip
ACTORS = ("biblioteket", "verksamheten", "biblioteksledningen")
CLOSING_THEMES = ("uppfoljning", "ekonomi")
TRAIT_THEMES = {"gles": "landsbygd", "buss": "landsbygd", "mero": "oppettider"}
REGIONAL_THEMES = (
    "regionuppdrag", "regionkvalitet", "regionlasning", "regiondigital", "regionsprak", "regionkompetens",
    "regionmedier", "regionberedskap", "regionsamverkan", "regionuppfoljning",
)  # fmt: skip
SCHOOL_THEMES = (
    "skoluppdrag", "skolbemanning", "skolundervisning", "skollasning", "skolmik", "skolstod", "skolrum",
    "skolsamverkan", "skoluppfoljning",
)  # fmt: skip
REGIONAL_SIZES = {"s": 5, "m": 7, "l": 8, "xl": 8}
SIZES = {"s": (5, 1), "m": (10, 2), "l": (14, 2), "xl": (16, 3)}  # themes beside the first and last, amount in each
EXAMPLE_NOTICE = (
    "Exempeltext. Dokumentet är påhittat för att visa hur webbplatsen fungerar. Det är inte skrivet, antaget eller "
    "granskat av {owner}, och uppgifterna i det är inte verkliga."
)
DECISION_LINES = {
    "antagande": "Antagen av {body} {day}, {section}",
    "antagande_andring": "Antagen med ändringar av {body} {day}, {section}",
    "forlangning": "Förlängd av {body} {day}, {section}",
    "aktualisering": "Aktualiserad av {body} {day}, {section}",
    "remiss": "Sänd på remiss av {body} {day}, {section}",
}


@dataclass(frozen=True, slots=True)
class PlanComposer:
    """Composes the drafts of all variants of one plan."""

    owner: ExampleOwner
    entry: PlanEntry

    @property
    def style_name(self) -> str:
        return "skola" if self.entry.facts.kind == "skolbiblioteksplan" else self.owner.style

    def adopted(self) -> Draft:
        return self._draft(self._body(self._renderer(), self.entry.facts.key), self._decisions())

    def consultation(self) -> Draft:
        """The consultation version: another wording of the plan, with questions to respondents."""
        blocks = [*self._body(self._renderer(), f"{self.entry.facts.key}/remiss"), *self._questions()]
        dates = [one for one in self.entry.facts.decisions if one.kind == "remiss"]
        return self._draft(blocks, [f"Remissversion. Dnr {one.dnr}" for one in dates], "Remissversion")

    def short(self) -> Draft:
        """The short version: goals and measures only."""
        blocks = [heading(1, "Kortversion"), *paragraph(f"Här sammanfattas {self.entry.facts.title} på några sidor.")]
        for theme in self._writers(self._renderer(), self.entry.facts.key):
            if theme.has("gör"):
                blocks += [heading(2, theme.heading), *paragraph(theme.goals(1)), *bullets(theme.pick("gör", 3))]
        return self._draft(blocks, self._decisions(), "Kortversion")

    def easy_to_read(self) -> Draft:
        theme = self._writer(text_themes()["lattlast"], self._renderer(), "lätt")
        blocks = [heading(1, theme.heading), *paragraph(self._one_of(theme, "inledning"))]
        titles = (("vad", "Vad är ett bibliotek?"), ("vill", "Det här vill vi"), ("stod", "Läsa på olika sätt"),
                  ("sprak", "Många språk"), ("skola", "I skolan"), ("svar", "Hur går det?"))  # fmt: skip
        for role, title in titles:
            blocks.append(heading(2, title))
            for statement in theme.theme.templates[role]:
                blocks += paragraph(
                    theme.render(stable_choice(statement.text.split(" | "), self._seed, statement.key), "rad")
                )
        return self._draft(blocks, self._decisions(), "Lättläst")

    def finnish(self) -> Draft:
        return replace(self._draft(list(self._finnish()), self._decisions()), language="fi")

    # --- parts ---------------------------------------------------------------------------------------------------

    @property
    def _seed(self) -> str:
        return self.owner.place.code

    def _renderer(self) -> SentenceRenderer:
        style = WRITING_STYLES[self.style_name]
        slots = self.owner.slots(self.entry)
        slots["subjekt"] = stable_choice(style.subjects, self._seed, "subjekt")
        slots["modal"] = stable_choice(style.modals, self._seed, "modal")
        slots["utförare"] = (
            "den regionala enheten" if style.section is regional else stable_choice(ACTORS, self._seed, "utförare")
        )
        if self.entry.year < 2013 and slots["modal"] == "ska":
            slots["modal"] = "skall"
        return SentenceRenderer(slots, self._seed)

    def _decisions(self) -> list[str]:
        lines = []
        for one in self.entry.facts.decisions:
            if one.kind in DECISION_LINES:
                words = DECISION_LINES[one.kind]
                lines.append(words.format(body=one.body_name, day=one.decided_on.isoformat(), section=one.section))
                if one.kind.startswith("antagande"):
                    lines.append(f"Dnr {one.dnr}")
        return lines

    def _draft(self, blocks: list[DraftBlock], lines: list[str], label: str = "") -> Draft:
        facts = self.entry.facts
        period = [f"Gäller {facts.starts:%Y-%m-%d} till {facts.ends:%Y-%m-%d}"] if facts.starts and facts.ends else []
        return Draft(
            title=facts.title,
            owner=self.owner.name,
            cover=(
                *period,
                *([label] if label and label not in facts.title else []),
                *lines,
                EXAMPLE_NOTICE.format(owner=self.owner.name),
            ),
            headers_footers=f"{facts.title} – exempeltext",
            blocks=tuple(blocks),
        )

    def _themes(self) -> list[TextTheme]:
        """The themes of this plan in order; some are the same in every generation of an owner's plans."""
        if self.entry.facts.kind == "skolbiblioteksplan":
            return self._applicable(SCHOOL_THEMES)
        own = {one.theme for one in local_texts().get(self._seed, ()) if self._applies(one.condition)}
        if self.owner.style == "region":
            inner = self._chosen_first(
                own, stable_shuffle(REGIONAL_THEMES[1:-1], self._seed), REGIONAL_SIZES[self.entry.size]
            )
            return self._applicable((REGIONAL_THEMES[0], *inner, REGIONAL_THEMES[-1]))
        own |= {theme for trait, theme in TRAIT_THEMES.items() if trait in self.owner.traits}
        amount, _ = SIZES[self.entry.size]
        pool = stable_shuffle(CORE_THEMES, self._seed, "kärna") + stable_shuffle(
            OPTIONAL_THEMES, self._seed, "fler", self.entry.facts.key
        )
        body = self._chosen_first(own, pool, amount)
        first = OPENING_THEMES if amount > SIZES["s"][0] or "process" in own else OPENING_THEMES[:3]
        return self._applicable(
            (*stable_shuffle(first, self._seed, "början"), *body, *stable_shuffle(CLOSING_THEMES, self._seed, "slut"))
        )

    def _chosen_first(self, own: set[str], pool: list[str], amount: int) -> list[str]:
        """`amount` themes of the pool in shuffled order, always including those with a paragraph of the owner's own."""
        ranked = sorted(pool, key=lambda theme: theme not in own)
        wanted = max(amount, sum(theme in own for theme in pool))
        return stable_shuffle(ranked[:wanted], self._seed, "ordning")

    def _applicable(self, keys: Sequence[str]) -> list[TextTheme]:
        return [theme for theme in map(text_themes().__getitem__, keys) if self._applies(theme.condition)]

    def _applies(self, condition: Condition) -> bool:
        return condition.applies(self.owner.traits, self.entry.year)

    def _writer(self, theme: TextTheme, renderer: SentenceRenderer, generation: str, number: int = 0) -> ThemeWriter:
        _, amount = SIZES[self.entry.size]
        texts = local_texts().get(self._seed, ())
        return ThemeWriter(
            theme=theme,
            renderer=renderer,
            generation=generation,
            traits=self.owner.traits,
            year=self.entry.year,
            amount=amount,
            number=f"{number} " if number else "",
            local=tuple(
                one.text for one in texts
                if one.theme == theme.key and self._applies(one.condition)
            ),
        )  # fmt: skip

    def _writers(self, renderer: SentenceRenderer, generation: str) -> list[ThemeWriter]:
        numbered = WRITING_STYLES[self.style_name].numbered
        return [
            self._writer(theme, renderer, generation, number if numbered else 0)
            for number, theme in enumerate(self._themes(), 1)
        ]

    def _body(self, renderer: SentenceRenderer, generation: str) -> list[DraftBlock]:
        blocks: list[DraftBlock] = []
        for theme in self._writers(renderer, generation):
            blocks += WRITING_STYLES[self.style_name].section(theme)
        blocks = promote_headings(blocks)
        if "en" in self.owner.summaries:
            blocks += self._english()
        if "fi" in self.owner.summaries and self.entry.year >= 2015:
            blocks += self._finnish()
        return blocks

    def _english(self) -> Iterator[DraftBlock]:
        theme = self._writer(text_themes()["engelska"], self._renderer(), self.entry.facts.key)
        yield replace(heading(1, theme.heading), language="en")
        yield from paragraph(*theme.pick("text", 4), language="en")

    def _finnish(self) -> Iterator[DraftBlock]:
        theme = self._writer(text_themes()["finska"], self._renderer(), self.entry.facts.key)
        yield replace(heading(1, theme.heading), language="fi")
        for text in theme.pick("text", 3):
            yield from paragraph(text, language="fi")
        yield DraftBlock(PassageKind.LIST, items=tuple(theme.pick("mål", 4)), language="fi")

    def _questions(self) -> Iterator[DraftBlock]:
        theme = self._writer(text_themes()["remissfrågor"], self._renderer(), "remiss")
        yield heading(1, theme.heading)
        yield from paragraph(*theme.pick("inledning", 1))
        yield DraftBlock(PassageKind.LIST, items=tuple(theme.pick("fråga", 3 + stable_hash(self._seed, "frågor") % 4)))

    def _one_of(self, theme: ThemeWriter, role: str) -> str:
        return theme.render(stable_choice(theme.theme.templates[role][0].text.split(" | "), self._seed, role), role)


def promote_headings(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """The blocks with heading levels shifted so that the highest one is 1."""
    lowest = min((block.level for block in blocks if block.kind is PassageKind.HEADING), default=1)
    return [replace(block, level=block.level - lowest + 1) if block.level else block for block in blocks]
