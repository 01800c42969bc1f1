"""Who owns the demo's plans, which plans they have and what their texts say of the place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from demo.places import Place, place
from demo.types import PlanFacts, WrittenDecision
from demo.wording import choose, draw, grouped

LIBRARY = Path(__file__).parent / "data" / "library.toml"
BODIES = {"kf": "kommunfullmäktige", "ks": "kommunstyrelsen", "rf": "regionfullmäktige", "rs": "regionstyrelsen"}
FIRST_TEXT_YEAR = 2019  # wording of a plan without dates


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan of the library with the files to make: `pdf2 remiss` is maker and variant (or language)."""

    facts: PlanFacts
    size: str
    files: tuple[str, ...]

    @property
    def year(self) -> int:
        return self.facts.starts.year if self.facts.starts else FIRST_TEXT_YEAR


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner, or two that share a plan: then the first is `place`."""

    place: Place
    name: str
    voice: str
    traits: frozenset[str]
    facts: Mapping[str, Any]
    summaries: tuple[str, ...]
    plans: tuple[PlanEntry, ...] = field(default=())

    def slots(self, entry: PlanEntry) -> dict[str, str]:
        """What the statements' slots hold in this plan; figures move a little between the generations."""
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
            "skolnämnd": facts.get("school_committee", choose(SCHOOL_COMMITTEES, code, "skolnämnd")),
            "socialnämnd": choose(CARE_COMMITTEES, code, "socialnämnd"),
            "förvaltning": choose(OFFICES, code, "förvaltning"),
            "chef": facts.get("head", choose(HEADS, code, "chef")),
            "funktionsord": "personer med funktionshinder" if year < 2013 else "personer med funktionsvariationer",
            "invånare": grouped(population),
            "lån": grouped(population * (31 + draw(code, year, "lån") % 35) // 1000 * 100),
            "besök": grouped(population * (38 + draw(code, year, "besök") % 40) // 1000 * 100),
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


def parse_decision(written: str, committee: str) -> WrittenDecision:
    kind, body, day, section, dnr, *end = [part.strip() for part in written.split("|")]
    open_ended = end == ["öppen"]
    return WrittenDecision(
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


def parse_owner(owner: dict[str, Any]) -> Owner:
    plans: list[PlanEntry] = []
    for entry in owner["plan"]:
        plans.append(parse_plan(entry, owner, plans[-1] if plans else None))
    own = place(owner["code"])
    return Owner(
        place=own,
        name=owner.get("name", own.display_name),
        voice=owner["voice"],
        traits=frozenset(owner["traits"]),
        facts=owner["facts"],
        summaries=tuple(owner.get("summaries", ())),
        plans=tuple(plans),
    )


@cache
def library() -> tuple[Owner, ...]:
    """The owners of the demo with their plans, oldest first."""
    return tuple(parse_owner(owner) for owner in tomllib.loads(LIBRARY.read_text("utf-8"))["owner"])


def invented_owner(own: Place, generations: int) -> Owner:
    """An owner for the large library: the same place, voice and traits at each call, plans every fourth year."""
    code = own.code
    region = own.is_region
    names = ("Norrby", "Kyrkbyn", "Strandängen", "Ekbacken", "Sandvik", "Björkhaga", "Åkersta", "Lövnäs", "Hagalund")
    start = draw(code, "namn") % len(names)
    facts = {
        "town": own.name,
        "branches": [names[(start + n * 2) % len(names)] for n in range(1 + draw(code, "filialer") % 4)],
        "population": 4000 + draw(code, "invånare") % 70_000,
        "hours": 28 + draw(code, "timmar") % 30,
        "character": choose(CHARACTERS, code, "bygd"),
        "committee": choose(COMMITTEES, code, "nämnd"),
    }
    voices = ("region",) if region else ("punkt", "formell", "berattande", "tabell", "landsbygd", "storstad")
    traits = {name for name in ("mero", "buss", "finska", "gles", "stad") if draw(code, name) % 3 == 0}
    owner = Owner(own, own.display_name, choose(voices, code, "röst"), frozenset(traits), facts, ())
    return replace(owner, plans=tuple(invented_plans(own, generations)))


CHARACTERS = ("en skogskommun", "en kommun vid kusten", "en pendlarkommun", "en bruksbygd", "en slättbygd")
COMMITTEES = ("kulturnämnden", "kultur- och fritidsnämnden", "bildningsnämnden", "fritids- och kulturnämnden")
MAKERS = ("pdf", "pdf", "pdf2", "fpdf", "fpdf", "docx", "odt", "html")


def invented_plans(own: Place, generations: int) -> Iterator[PlanEntry]:
    first = 2026 - 4 * generations + draw(own.code, "start") % 4
    before = ""
    for year in range(first, first + 4 * generations, 4):
        adopted = date(year - 1, 12, 1) + timedelta(days=draw(own.code, year) % 20)
        decision = WrittenDecision(
            kind="antagande",
            body="rf" if own.is_region else "kf",
            body_name="regionfullmäktige" if own.is_region else "kommunfullmäktige",
            decided_on=adopted,
            section=f"§ {40 + draw(own.code, year, 'paragraf') % 200}",
            dnr=f"KS {year - 1}/{100 + draw(own.code, year, 'dnr') % 900}",
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
        yield PlanEntry(facts, choose("ssml", own.code, year, "storlek"), (choose(MAKERS, own.code, year, "form"),))
