"""The owners of the demo's plans, from owners.toml: their plans and the facts that fill the sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from demo.places import Place, place
from demo.sentence_renderer import format_number
from demo.stable_random import stable_choice, stable_hash
from demo.types import DecisionFacts, PlanFacts

OWNERS_FILE = Path(__file__).parent / "data" / "owners.toml"
BODIES = {"kf": "kommunfullmäktige", "ks": "kommunstyrelsen", "rf": "regionfullmäktige", "rs": "regionstyrelsen"}
DEFAULT_YEAR = 2019  # of plans without dates


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan with the files to render: `pdf2 remiss` is renderer and variant (or language)."""

    facts: PlanFacts
    size: str
    files: tuple[str, ...]

    @property
    def year(self) -> int:
        return self.facts.starts.year if self.facts.starts else DEFAULT_YEAR


@dataclass(frozen=True, slots=True)
class ExampleOwner:
    """An owner, or two that share a plan: then the first is `place`."""

    place: Place
    name: str
    style: str
    traits: frozenset[str]
    facts: Mapping[str, Any]
    summaries: tuple[str, ...]
    plans: tuple[PlanEntry, ...] = field(default=())

    def slots(self, entry: PlanEntry) -> dict[str, str]:
        """Values of the slots in sentence templates; figures change a little between generations."""
        facts, code, year = self.facts, self.place.code, entry.year
        population = round(facts["population"] * (1 + (year - 2022) * 0.004) / 10) * 10
        branches = list(facts["branches"])
        last = entry.facts.ends.year if entry.facts.ends else year + 4
        return {
            "kommun": self.place.display_name,
            "kommuns": self.place.genitive,
            "ort": facts["town"],
            "län": facts.get("county", self.place.county),
            "region": facts.get("region", self.place.region),
            "bygd": facts["character"],
            "filialer": branches[0] if len(branches) == 1 else f"{', '.join(branches[:-1])} och {branches[-1]}",
            "filial1": branches[0],
            "filial2": branches[1 % len(branches)],
            "fullmäktige": BODIES["rf" if self.place.display_name == self.place.region else "kf"],
            "nämnd": facts["committee"],
            "skolnämnd": facts.get("school_committee", stable_choice(SCHOOL_COMMITTEES, code, "skolnämnd")),
            "socialnämnd": stable_choice(CARE_COMMITTEES, code, "socialnämnd"),
            "förvaltning": stable_choice(OFFICES, code, "förvaltning"),
            "chef": facts.get("head", stable_choice(HEADS, code, "chef")),
            "funktionsord": "personer med funktionshinder" if year < 2013 else "personer med funktionsvariationer",
            "invånare": format_number(population),
            "lån": format_number(population * (31 + stable_hash(code, year, "lån") % 35) // 1000 * 100),
            "besök": format_number(population * (38 + stable_hash(code, year, "besök") % 40) // 1000 * 100),
            "årsverken": str(3 + population // 3500),
            "timmar": str(facts.get("hours", 40) + (year % 3)),
            "fjol": str(year - 2),
            "år1": str(year),
            "år2": str(last),
        }


SCHOOL_COMMITTEES = ("barn- och utbildningsnämnden", "utbildningsnämnden", "bildningsnämnden", "skolnämnden")
CARE_COMMITTEES = ("socialnämnden", "vård- och omsorgsnämnden", "omsorgsnämnden", "äldrenämnden")
OFFICES = (
    "kultur- och fritidsförvaltningen",
    "kulturförvaltningen",
    "bildningsförvaltningen",
    "förvaltningen för kultur och lärande",
    "kommunledningskontoret",
)
HEADS = ("bibliotekschefen", "enhetschefen för biblioteken", "chefen för bibliotek och kultur", "verksamhetschefen")


def parse_decision(written: str, committee: str) -> DecisionFacts:
    kind, body, day, section, dnr, *end = [part.strip() for part in written.split("|")]
    open_ended = end == ["öppen"]
    return DecisionFacts(
        kind=kind,
        body=body,
        body_name=BODIES.get(body, committee),
        decided_on=date.fromisoformat(day),
        section=section,
        dnr=dnr,
        new_end=date.fromisoformat(end[0]) if end and not open_ended else None,
        until_further_notice=open_ended,
    )


def parse_plan(entry: dict[str, Any], owner: dict[str, Any], before: PlanEntry | None) -> PlanEntry:
    codes = (owner["code"], *owner.get("with", ()))
    kind = entry.get("kind", "kommunal")
    facts = PlanFacts(
        key=f"{owner['code']}-{entry['word']}",
        owner_codes=codes,
        kind=kind,
        title=entry["title"],
        starts=entry.get("starts"),
        ends=entry.get("ends"),
        until_further_notice=entry.get("until_further_notice", False),
        adopted_date_unknown=entry.get("adopted_date_unknown", False),
        act=entry.get("act", 2013),
        predecessor=before.facts.key if before and kind != "skolbiblioteksplan" else "",
        decisions=tuple(parse_decision(one, owner["facts"]["committee"]) for one in entry["decisions"]),
    )
    return PlanEntry(facts, entry.get("size", "m"), tuple(entry["files"]))


def parse_owner(owner: dict[str, Any]) -> ExampleOwner:
    plans: list[PlanEntry] = []
    for entry in owner["plan"]:
        plans.append(parse_plan(entry, owner, plans[-1] if plans else None))
    own = place(owner["code"])
    return ExampleOwner(
        place=own,
        name=owner.get("name", own.display_name),
        style=owner["style"],
        traits=frozenset(owner["traits"]),
        facts=owner["facts"],
        summaries=tuple(owner.get("summaries", ())),
        plans=tuple(plans),
    )


@cache
def example_owners() -> tuple[ExampleOwner, ...]:
    """The owners of the demo with their plans, oldest first."""
    return tuple(parse_owner(owner) for owner in tomllib.loads(OWNERS_FILE.read_text("utf-8"))["owner"])


def synthetic_owner(own: Place, generations: int) -> ExampleOwner:
    """A generated owner with a plan every fourth year, the same at each call."""
    code = own.code
    region = own.is_region
    names = ("Norrby", "Kyrkbyn", "Strandängen", "Ekbacken", "Sandvik", "Björkhaga", "Åkersta", "Lövnäs", "Hagalund")
    start = stable_hash(code, "namn") % len(names)
    facts = {
        "town": own.name,
        "branches": [names[(start + n * 2) % len(names)] for n in range(1 + stable_hash(code, "filialer") % 4)],
        "population": 4000 + stable_hash(code, "invånare") % 70_000,
        "hours": 28 + stable_hash(code, "timmar") % 30,
        "character": stable_choice(CHARACTERS, code, "bygd"),
        "committee": stable_choice(COMMITTEES, code, "nämnd"),
    }
    styles = ("region",) if region else ("punkt", "formell", "berattande", "tabell", "landsbygd", "storstad")
    traits = {name for name in ("mero", "buss", "finska", "gles", "stad") if stable_hash(code, name) % 3 == 0}
    owner = ExampleOwner(own, own.display_name, stable_choice(styles, code, "röst"), frozenset(traits), facts, ())
    return replace(owner, plans=tuple(synthetic_plan_entries(own, generations)))


CHARACTERS = ("en skogskommun", "en kommun vid kusten", "en pendlarkommun", "en bruksbygd", "en slättbygd")
COMMITTEES = ("kulturnämnden", "kultur- och fritidsnämnden", "bildningsnämnden", "fritids- och kulturnämnden")
RENDERERS = ("pdf", "pdf", "pdf2", "fpdf", "fpdf", "docx", "odt", "html")


def synthetic_plan_entries(own: Place, generations: int) -> Iterator[PlanEntry]:
    first = 2026 - 4 * generations + stable_hash(own.code, "start") % 4
    before = ""
    for year in range(first, first + 4 * generations, 4):
        adopted = date(year - 1, 12, 1) + timedelta(days=stable_hash(own.code, year) % 20)
        decision = DecisionFacts(
            kind="antagande",
            body="rf" if own.is_region else "kf",
            body_name="regionfullmäktige" if own.is_region else "kommunfullmäktige",
            decided_on=adopted,
            section=f"§ {40 + stable_hash(own.code, year, 'paragraf') % 200}",
            dnr=f"KS {year - 1}/{100 + stable_hash(own.code, year, 'dnr') % 900}",
        )
        kind = "regional" if own.is_region else "kommunal"
        facts = PlanFacts(
            key=f"{own.code}-stor-{year}",
            owner_codes=(own.code,),
            kind=kind,
            title=f"{'Regional biblioteksplan' if own.is_region else 'Biblioteksplan'} {year}–{year + 3}",
            starts=date(year, 1, 1),
            ends=date(year + 3, 12, 31),
            act=2013 if year > 2013 else 1996,
            predecessor=before,
            decisions=(decision,),
        )
        before = facts.key
        yield PlanEntry(
            facts, stable_choice("ssml", own.code, year, "storlek"), (stable_choice(RENDERERS, own.code, year, "form"),)
        )
