"""Addresses that cost as much as anyone may make them cost: for the property test of their bounds, and for the bench.

The site must be loaded with the demo: words, codes and themes are taken from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from library_plans.models import Edition
from organisations.models import Organisation
from search.forms import MAX_TERM_VALUES
from themes.models import Theme

FREQUENT = [
    "bibliotek",
    "barn",
    "unga",
    "läsning",
    "skola",
    "kommun",
    "plan",
    "kultur",
    "medier",
    "verksamhet",
    "utveckling",
    "samverkan",
    "digital",
    "litteratur",
    "språk",
    "samhälle",
]
COMPOUNDS = [
    "biblioteksverksamhetsutveckling",
    "läsfrämjandeverksamhet",
    "skolbiblioteksutveckling",
    "kulturskoleverksamhet",
    "minoritetsspråksbibliotek",
    "barnbiblioteksverksamhet",
    "folkbiblioteksverksamheten",
    "medieplaneringsarbete",
]
MISSPELT = [f"{word[:-2]}q{word[-1]}" for word in COMPOUNDS]
PREFIXES = ["fö", "in", "ut", "ko", "me", "sa", "st", "sk", "be", "an", "al", "bi", "de", "ka", "fr", "bo"]
LETTERS = "abdefghiklmnoprs"
SOURCES = ("", "planer", "traffpunkt", "rapporter", "erfarenheter", "vagledning", "sammanfattningar", "information")

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Values:
    """What the loaded site has."""

    themes: Sequence[str]  # those with most words first
    owners: Sequence[str]
    edition: str  # the address of the longest
    plan: str

    @classmethod
    def loaded(cls) -> Values:
        longest = Edition.objects.owned().order_by("-page_count", "pk").first()
        assert longest is not None, "no plans are loaded"
        plan = longest.plan.get_absolute_url()
        themes = sorted(Theme.objects.all(), key=lambda theme: -len(theme.terms))
        owners = list(Organisation.objects.order_by("code").values_list("code", flat=True))
        return cls([theme.slug for theme in themes], owners, f"{plan}{longest.number}/", plan)


def address(path: str, *pairs: tuple[str, str]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path


def queries() -> Sequence[str]:
    """Searches that each take the limits to their end in one way."""
    return (
        " ".join(FREQUENT),
        " OR ".join(FREQUENT),
        " ".join(f"{word}*" for word in FREQUENT),
        " ".join(f"{letter}*" for letter in LETTERS),
        " ".join(f"{prefix}*" for prefix in PREFIXES),
        " OR ".join(f"{prefix}*" for prefix in PREFIXES),
        " ".join(COMPOUNDS),
        " ".join(MISSPELT),
        f'"{" ".join(FREQUENT)}"',
        " ".join(f'"{word} och"' for word in FREQUENT),
        "bibliotek " + " ".join(f"-{word[:2]}*" for word in FREQUENT[1:]),
        ",".join(FREQUENT * 3)[:400],
        "å" * 400,
        "a " * 200,
        "(" * 199 + "a" + ")" * 199,
    )


def handmade(values: Values) -> Iterator[str]:
    """Every expensive kind of address, to its limits."""
    themes = [("tema", slug) for slug in values.themes[:MAX_TERM_VALUES]]
    widest: Pairs = [("scope", "alla"), *themes]
    for query in queries():
        q = ("q", query)
        yield from (address("/sok/", q, *more) for more in ([], [("scope", "alla")], themes, widest))
        yield from (address("/sok/", q, ("source", source)) for source in ("traffpunkt", "rapporter"))
        yield address("/sok/", q, *widest, ("format", "csv"))
        yield address("/sok/", q, *widest, ("visa", "alla"))
        yield address("/api/v1/search", q, *widest)
        yield address(f"{values.edition}sida/3/", q)
        yield address("/sok/forslag/", q)
        yield address("/planer/", q)
        yield address("/api/v1/plans", q)
    for name in ("kommun", "lan", "dnr", "utan", "status", "sprak"):
        yield address("/sok/", ("q", "bibliotek"), *((name, code) for code in values.owners[:30]))
    yield address("/planer/", ("format", "csv"))
    yield from ("/", "/planer/", "/teman/", "/sitemap.xml", "/regioner/", values.edition, values.plan)
    yield from (f"/teman/{slug}/" for slug in values.themes[:5])
    yield from (f"/api/v1/{name}" for name in ("plans", "organisations", "openapi.json"))


def drawn(random: Random, values: Values) -> str:
    """An address made of what the site reads, some of it repeated, within the limits of a query string or beyond."""
    path = random.choice(["/sok/", "/sok/", "/sok/", "/api/v1/search", f"{values.edition}sida/3/", "/planer/"])
    pairs = [("q", query(random))]
    for name in random.sample(["source", "scope", "sort", "format", "page", "exakt", "visa"], random.randint(0, 4)):
        pairs.append((name, random.choice(OPTIONS[name])))
    for name in random.sample(["tema", "kommun", "lan", "status", "utan", "dnr"], random.randint(0, 3)):
        known = {"tema": values.themes, "kommun": values.owners}.get(name) or KNOWN[name]
        pairs += [(name, random.choice(known)) for _ in range(random.choice([1, 1, 2, 2, 3, 3, 12, 31]))]
    random.shuffle(pairs)
    return address(path, *pairs)


OPTIONS = {
    "source": SOURCES,
    "scope": ("alla", "gallande", "senaste"),
    "sort": ("relevance", "newest", "oldest"),
    "format": ("csv",),
    "page": ("1", "1", "2", "0"),
    "exakt": ("1",),
    "visa": ("alla", "1"),
}
KNOWN = {"lan": ("01", "03", "12"), "status": ("gallande", "utgangen"), "utan": FREQUENT, "dnr": ("KS 1", "KS 2/3")}


def query(random: Random) -> str:
    """Words as readers and others write them."""
    words = []
    for _ in range(random.choice([1, 2, 5, 16, 40])):
        word = random.choice([*FREQUENT, *COMPOUNDS, *MISSPELT, *PREFIXES, *LETTERS, "2026", "5 §", "och", "läs"])
        words.append(random.choice(["{}", "{}", "{}", "{}*", '"{} och"', "-{}", "({})"]).format(word))
    return random.choice([" ", " OR ", ","]).join(words)
