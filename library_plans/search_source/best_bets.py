"""Best bets: the owners, plans, filters and lists that the words of a query name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library_plans.choices import DecisionBody, DecisionKind, OwnerRole, PlanKind, StatusCode
from library_plans.models import Decision, Plan
from library_plans.models.decisions import dnr_key
from library_plans.search_source.facet_values import ALL
from library_plans.search_source.owner_names import NameMatch, find_names, names_starting_with, remaining_words
from organisations.directory import OrganisationEntry, organisation_directory
from search.sources import BestBet

MAX_BETS = 4
REFERENCE_NUMBER = re.compile(r"\d+(?:[./:-]\d+)+")
WITHOUT_PLAN = re.compile(r"\b(saknar|saknas|utan|ingen|inga|inte har|har inte)\b.*\b(bibliotek\w*plan\w*|plan(er)?)\b")
ENDS_IN_YEAR = re.compile(r"\b(går ut|gar ut|löper ut|upphör|slutar|utgår)\b(?:\s+(?:i|under|år))*\s+((?:19|20)\d\d)\b")
EXTENDED = re.compile(r"(?=.*\b(förläng|forlang|prolonger)\w*)(?=.*plan)")
ADOPTED = re.compile(r"\b(antag\w+|fastställ\w*|beslutad\w*)\b")
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
PLANS = r"\b(?:bibliotek\w*)?plan(?:en|er|erna)?\b"
STATUS_LISTS = (  # of the register, with what names them
    (re.compile(rf"\b(gällande|giltiga?)\b.*{PLANS}"), "i-kraft", gettext_lazy("Owners with a plan in force")),
    (re.compile(rf"\b(utgångna?|utgangna)\b.*{PLANS}"), "utgangna", gettext_lazy("Owners whose plan has expired")),
    (
        re.compile(rf"{PLANS}.*\b(utan|saknar)\b.*\b(slutdatum|sista dag|slut)\b|{PLANS}.*\btills vidare\b"),
        "utan-slut",
        gettext_lazy("Owners with a plan in force without a last day"),
    ),
)
BODY_NAMES = {
    DecisionBody.MUNICIPAL_COUNCIL: ("kommunfullmäktige", "kf"),
    DecisionBody.MUNICIPAL_BOARD: ("kommunstyrelsen", "ks"),
    DecisionBody.REGIONAL_COUNCIL: ("regionfullmäktige", "rf"),
    DecisionBody.REGIONAL_BOARD: ("regionstyrelsen", "rs"),
    DecisionBody.COMMITTEE: ("nämnd", "nämnden", "kulturnämnden", "kultur- och fritidsnämnden"),
}
KIND_PATTERNS = {
    PlanKind.SCHOOL: re.compile(r"\bskolbiblioteksplan\w*"),
    PlanKind.CULTURE: re.compile(r"\bkulturplan\w*"),
    PlanKind.REGIONAL: re.compile(r"\bregional\w*\s+biblioteks?plan\w*"),
}


def best_bets(text: str, on: date) -> list[BestBet]:
    """Links for what a query names, the surest first; none for a query about something else."""
    written = " ".join(text.casefold().split())
    found = find_names(text)
    rows = [
        *reference_number_bets(text),
        *register_bets(written, found),
        *owner_bets(text, found),
        *filter_bets(written, found),
    ]
    return list({row.url: row for row in rows}.values())[:MAX_BETS]


def search_url(**filters: str) -> str:
    return f"{reverse('search:results')}?{urlencode(filters)}"


def register_url(**filters: str) -> str:
    return f"{reverse('library_plans:register')}?{urlencode(filters)}"


def reference_number_bets(text: str) -> Iterator[BestBet]:
    """The plans of a decision with this number, with or without the letters before it; most queries have none."""
    number = REFERENCE_NUMBER.search(text)
    if number is None:
        return
    written = dnr_key(text[: number.end()])
    named = Decision.objects.filter(dnr_key__endswith=number[0])
    plans = Plan.objects.owned().filter(pk__in=named.values("plan")).order_by("pk")
    for plan in plans.prefetch_related("owners__organisation", "decisions")[:MAX_BETS]:
        for decision in plan.decisions.all():
            if is_reference_number(decision.dnr_key, number[0]) and written.endswith((decision.dnr_key, number[0])):
                title = f"{plan.title}, {plan.owner_names}"
                what = f"{decision.get_kind_display().capitalize()} {decision.decided_on:%Y-%m-%d}, dnr {decision.dnr}"
                yield BestBet("decision", title, plan.get_absolute_url(), what)


def is_reference_number(key: str, number: str) -> bool:
    """Whether a key is this number, with nothing but letters and signs before it."""
    before = key.removesuffix(number)
    return key.endswith(number) and not any(character.isdigit() for character in before)


def register_bets(written: str, found: Sequence[NameMatch]) -> Iterator[BestBet]:
    """Lists of the register: the municipalities without a plan, and all plans."""
    county = next((row.county for row in found if row.county), "")
    for pattern, status, label in STATUS_LISTS:
        if pattern.search(written):
            filters = {"status": status} | ({"lan": county} if county else {})
            yield BestBet("coverage", str(label), register_url(**filters), _("From the register"))
    if WITHOUT_PLAN.search(written):
        filters = {"niva": OwnerRole.MUNICIPALITY.value, "status": StatusCode.NONE.value}
        title = _("Municipalities without a known plan")
        if county:
            title = _("Municipalities without a known plan in %(county)s") % {
                "county": organisation_directory().counties[county]
            }
            filters["lan"] = county
        yield BestBet("coverage", title, register_url(**filters), _("From the register"))
    if written in ("biblioteksplan", "biblioteksplaner", "biblioteksplanerna"):
        yield BestBet("coverage", _("All library plans in the register"), reverse("library_plans:register"))


def owner_bets(text: str, found: Sequence[NameMatch]) -> Iterator[BestBet]:
    """The pages of owners that are named: when nothing else is asked for, or when written with a capital letter.

    Many names are also words (berg, mark, vara), so a name in the middle of other words must look like one.
    """
    rest = remaining_words(text, found)
    for mention in found:
        if mention.county:
            county = organisation_directory().counties[mention.county]
            yield filter_bet(_("Plans in %(county)s") % {"county": county}, lan=mention.county)
        if mention.owner and (not rest or mention.capital):
            yield owner_bet(mention.owner)


def owner_bet(owner: OrganisationEntry) -> BestBet:
    url = reverse("library_plans:owner", args=[owner.code, owner.slug])
    return BestBet("owner", owner.display_name, url, owner.county_name)


def filter_bets(written: str, found: Sequence[NameMatch]) -> Iterator[BestBet]:
    """Filters of the search that the words name, limited to the owner or county that is named."""
    place = place_filter(found)
    if goes_out := ENDS_IN_YEAR.search(written):
        yield filter_bet(_("Plans that go out in %(year)s") % {"year": goes_out[2]}, period=goes_out[2], **place)
    if EXTENDED.search(written):
        yield filter_bet(_("Plans that were extended"), beslut=DecisionKind.EXTENSION.value, scope=ALL, **place)
    yield from adoption_bets(written, place)
    for kind, pattern in KIND_PATTERNS.items():
        if pattern.search(written):
            yield filter_bet(_("Only this kind: %(kind)s") % {"kind": kind.label}, typ=kind.value, **place)


def place_filter(found: Sequence[NameMatch]) -> dict[str, str]:
    """The filter for the first name in the text."""
    if not found:
        return {}
    if found[0].county:
        return {"lan": found[0].county}
    return {"kommun": found[0].owner.code} if found[0].owner else {}


def adoption_bets(written: str, place: dict[str, str]) -> Iterator[BestBet]:
    """A filter by body and year of adoption, if the words speak of adoption."""
    if not ADOPTED.search(written):
        return
    year = YEAR.search(written)
    body = next((code for code, spellings in BODY_NAMES.items() if contains_any(spellings, written)), None)
    if year is None and body is None:
        return
    chosen = {"organ": body.value} if body else {}
    chosen |= {"beslut": f"{DecisionKind.ADOPTION.value}-{year[1]}"} if year else {}
    parts = [DecisionBody(body).label if body else "", year[1] if year else ""]
    who = " ".join(str(part) for part in parts if part)
    yield filter_bet(_("Plans adopted: %(who)s") % {"who": who}, **chosen, scope=ALL, **place)


def contains_any(spellings: Iterable[str], written: str) -> bool:
    return any(re.search(rf"\b{re.escape(spelling)}\b", written) for spelling in spellings)


def filter_bet(title: str, **chosen: str) -> BestBet:
    return BestBet("filter", title, search_url(**chosen), _("Filter of the search"))


def suggestions(text: str, limit: int) -> list[BestBet]:
    """Owners whose name starts with the text."""
    begun = text.strip()
    return [owner_bet(owner) for owner in names_starting_with(begun, limit)] if len(begun) > 1 else []
