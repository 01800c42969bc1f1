"""Composes the demo's documents from the store of statements: the same owner, plan and variant give the same text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from demo.owners import Owner, PlanEntry
from demo.statements import Condition, Theme, all_themes, local_texts
from demo.types import Block, Draft
from demo.voices import VOICES, bullets, heading, paragraph, regional
from demo.wording import Wording, choose, draw, shuffled
from demo.writer import ThemeWriter
from extraction.types import PassageKind

FIRST = ("nulage", "vision", "lag", "process")
CORE = ("lasframjande", "barn", "skolbibliotek", "funktion", "minoriteter", "mangsprak", "digital", "medier")
MORE = (
    "demokrati", "motesplats", "smabarn", "unga", "barnratt", "program", "aldre", "mik", "oppettider", "samverkan",
    "regionalt", "agenda", "beredskap", "rum", "lokalhistoria", "kommunikation", "kompetens", "landsbygd",
)  # fmt: skip
DOERS = ("biblioteket", "verksamheten", "biblioteksledningen")
LAST = ("uppfoljning", "ekonomi")
TRAIT_THEMES = {"gles": "landsbygd", "buss": "landsbygd", "mero": "oppettider"}
REGIONAL = (
    "regionuppdrag", "regionkvalitet", "regionlasning", "regiondigital", "regionsprak", "regionkompetens",
    "regionmedier", "regionberedskap", "regionsamverkan", "regionuppfoljning",
)  # fmt: skip
SCHOOL = (
    "skoluppdrag", "skolbemanning", "skolundervisning", "skollasning", "skolmik", "skolstod", "skolrum",
    "skolsamverkan", "skoluppfoljning",
)  # fmt: skip
REGIONAL_SIZES = {"s": 5, "m": 7, "l": 8, "xl": 8}
SIZES = {"s": (5, 1), "m": (10, 2), "l": (14, 2), "xl": (16, 3)}  # themes beside the first and last, amount in each
EXAMPLE = (
    "Exempeltext. Dokumentet är påhittat för att visa hur webbplatsen fungerar. Det är inte skrivet, antaget eller "
    "granskat av {owner}, och uppgifterna i det är inte verkliga."
)
DECISION_WORDS = {
    "antagande": "Antagen av {body} {day}, {section}",
    "antagande_andring": "Antagen med ändringar av {body} {day}, {section}",
    "forlangning": "Förlängd av {body} {day}, {section}",
    "aktualisering": "Aktualiserad av {body} {day}, {section}",
    "remiss": "Sänd på remiss av {body} {day}, {section}",
}


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes the variants of one plan."""

    owner: Owner
    entry: PlanEntry

    @property
    def voice_name(self) -> str:
        return "skola" if self.entry.facts.kind == "skolbiblioteksplan" else self.owner.voice

    def adopted(self) -> Draft:
        return self._draft(self._body(self._wording(), self.entry.facts.key), self._decisions())

    def consultation(self) -> Draft:
        """An earlier wording of the same plan, with questions to those who answer."""
        blocks = [*self._body(self._wording(), f"{self.entry.facts.key}/remiss"), *self._questions()]
        dates = [one for one in self.entry.facts.decisions if one.kind == "remiss"]
        return self._draft(blocks, [f"Remissversion. Dnr {one.dnr}" for one in dates], "Remissversion")

    def short(self) -> Draft:
        """Goals and measures only."""
        blocks = [heading(1, "Kortversion"), *paragraph(f"Här sammanfattas {self.entry.facts.title} på några sidor.")]
        for theme in self._writers(self._wording(), self.entry.facts.key):
            if theme.has("gör"):
                blocks += [heading(2, theme.heading), *paragraph(theme.goals(1)), *bullets(theme.pick("gör", 3))]
        return self._draft(blocks, self._decisions(), "Kortversion")

    def easy(self) -> Draft:
        theme = self._writer(all_themes()["lattlast"], self._wording(), "lätt")
        blocks = [heading(1, theme.heading), *paragraph(self._one_of(theme, "inledning"))]
        titles = (("vad", "Vad är ett bibliotek?"), ("vill", "Det här vill vi"), ("stod", "Läsa på olika sätt"),
                  ("sprak", "Många språk"), ("skola", "I skolan"), ("svar", "Hur går det?"))  # fmt: skip
        for role, title in titles:
            blocks.append(heading(2, title))
            for statement in theme.theme.statements[role]:
                blocks += paragraph(theme.say(choose(statement.text.split(" | "), self._seed, statement.key), "rad"))
        return self._draft(blocks, self._decisions(), "Lättläst")

    def finnish(self) -> Draft:
        return replace(self._draft(list(self._finnish()), self._decisions()), language="fi")

    # --- parts ---------------------------------------------------------------------------------------------------

    @property
    def _seed(self) -> str:
        return self.owner.place.code

    def _wording(self) -> Wording:
        voice = VOICES[self.voice_name]
        slots = self.owner.slots(self.entry)
        slots["subjekt"] = choose(voice.subjects, self._seed, "subjekt")
        slots["modal"] = choose(voice.modals, self._seed, "modal")
        slots["utförare"] = (
            "den regionala enheten" if voice.section is regional else choose(DOERS, self._seed, "utförare")
        )
        if self.entry.year < 2013 and slots["modal"] == "ska":
            slots["modal"] = "skall"
        return Wording(slots, self._seed)

    def _decisions(self) -> list[str]:
        lines = []
        for one in self.entry.facts.decisions:
            if one.kind in DECISION_WORDS:
                words = DECISION_WORDS[one.kind]
                lines.append(words.format(body=one.body_name, day=one.decided_on.isoformat(), section=one.section))
                if one.kind.startswith("antagande"):
                    lines.append(f"Dnr {one.dnr}")
        return lines

    def _draft(self, blocks: list[Block], lines: list[str], label: str = "") -> Draft:
        facts = self.entry.facts
        period = [f"Gäller {facts.starts:%Y-%m-%d} till {facts.ends:%Y-%m-%d}"] if facts.starts and facts.ends else []
        return Draft(
            title=facts.title,
            owner=self.owner.name,
            cover=(
                *period,
                *([label] if label and label not in facts.title else []),
                *lines,
                EXAMPLE.format(owner=self.owner.name),
            ),
            headers_footers=f"{facts.title} – exempeltext",
            blocks=tuple(blocks),
        )

    def _themes(self) -> list[Theme]:
        """The themes of this plan in its order: some stay through the generations, some come and go."""
        if self.entry.facts.kind == "skolbiblioteksplan":
            return self._holding(SCHOOL)
        own = {one.theme for one in local_texts().get(self._seed, ()) if self._holds(one.condition)}
        if self.owner.voice == "region":
            inner = self._chosen_first(own, shuffled(REGIONAL[1:-1], self._seed), REGIONAL_SIZES[self.entry.size])
            return self._holding((REGIONAL[0], *inner, REGIONAL[-1]))
        own |= {theme for trait, theme in TRAIT_THEMES.items() if trait in self.owner.traits}
        amount, _ = SIZES[self.entry.size]
        pool = shuffled(CORE, self._seed, "kärna") + shuffled(MORE, self._seed, "fler", self.entry.facts.key)
        body = self._chosen_first(own, pool, amount)
        first = FIRST if amount > SIZES["s"][0] or "process" in own else FIRST[:3]
        return self._holding((*shuffled(first, self._seed, "början"), *body, *shuffled(LAST, self._seed, "slut")))

    def _chosen_first(self, own: set[str], pool: list[str], amount: int) -> list[str]:
        """So many themes of the pool, those with a paragraph of the owner's own before the others, mixed."""
        ranked = sorted(pool, key=lambda theme: theme not in own)
        wanted = max(amount, sum(theme in own for theme in pool))
        return shuffled(ranked[:wanted], self._seed, "ordning")

    def _holding(self, keys: Sequence[str]) -> list[Theme]:
        return [theme for theme in map(all_themes().__getitem__, keys) if self._holds(theme.condition)]

    def _holds(self, condition: Condition) -> bool:
        return condition.holds(self.owner.traits, self.entry.year)

    def _writer(self, theme: Theme, wording: Wording, generation: str, number: int = 0) -> ThemeWriter:
        _, amount = SIZES[self.entry.size]
        texts = local_texts().get(self._seed, ())
        return ThemeWriter(
            theme=theme,
            wording=wording,
            generation=generation,
            traits=self.owner.traits,
            year=self.entry.year,
            amount=amount,
            number=f"{number} " if number else "",
            local=tuple(
                one.text for one in texts
                if one.theme == theme.key and self._holds(one.condition)
            ),
        )  # fmt: skip

    def _writers(self, wording: Wording, generation: str) -> list[ThemeWriter]:
        numbered = VOICES[self.voice_name].numbered
        return [
            self._writer(theme, wording, generation, number if numbered else 0)
            for number, theme in enumerate(self._themes(), 1)
        ]

    def _body(self, wording: Wording, generation: str) -> list[Block]:
        blocks: list[Block] = []
        for theme in self._writers(wording, generation):
            blocks += VOICES[self.voice_name].section(theme)
        blocks = lift(blocks)
        if "en" in self.owner.summaries:
            blocks += self._english()
        if "fi" in self.owner.summaries and self.entry.year >= 2015:
            blocks += self._finnish()
        return blocks

    def _english(self) -> Iterator[Block]:
        theme = self._writer(all_themes()["engelska"], self._wording(), self.entry.facts.key)
        yield replace(heading(1, theme.heading), language="en")
        yield from paragraph(*theme.pick("text", 4), language="en")

    def _finnish(self) -> Iterator[Block]:
        theme = self._writer(all_themes()["finska"], self._wording(), self.entry.facts.key)
        yield replace(heading(1, theme.heading), language="fi")
        for text in theme.pick("text", 3):
            yield from paragraph(text, language="fi")
        yield Block(PassageKind.LIST, items=tuple(theme.pick("mål", 4)), language="fi")

    def _questions(self) -> Iterator[Block]:
        theme = self._writer(all_themes()["remissfrågor"], self._wording(), "remiss")
        yield heading(1, theme.heading)
        yield from paragraph(*theme.pick("inledning", 1))
        yield Block(PassageKind.LIST, items=tuple(theme.pick("fråga", 3 + draw(self._seed, "frågor") % 4)))

    def _one_of(self, theme: ThemeWriter, role: str) -> str:
        return theme.say(choose(theme.theme.statements[role][0].text.split(" | "), self._seed, role), role)


def lift(blocks: list[Block]) -> list[Block]:
    """Where no heading of the highest level is used, every heading rises one: documents begin at level 1."""
    lowest = min((block.level for block in blocks if block.kind is PassageKind.HEADING), default=1)
    return [replace(block, level=block.level - lowest + 1) if block.level else block for block in blocks]
