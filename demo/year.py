"""A year on the editors' site: events, reports, guidance, what is shared and proposed, summaries. All examples."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page

from demo.excerpts import excerpts, readable
from dialogue.models import (
    ContributionOrganisation,
    DialogueIndexPage,
    ExperiencePage,
    ProposalPage,
)
from events.models import EventHost, EventIndexPage, EventPage, ProgrammeItem
from guidance.models import GuidanceIndexPage, GuidancePage, GuidanceStepPage
from home.models import HomePage, InformationPage
from home.sample_image import sample_image
from library_plans.models import Edition
from library_plans.summaries.models import PlanSummaryIndexPage, PlanSummaryPage
from organisations.models import Organisation, OrganisationKind, OrganisationPage
from reports.models import ReportIndexPage, ReportOrganisation, ReportPage
from themes.models import Theme

Row = Mapping[str, Any]

YEAR = Path(__file__).parent / "data" / "year.toml"
EXAMPLE = "Exempel: "
MARK = "Det här är ett exempel. Innehållet är påhittat."
SUMMARIES, STATEMENTS = 12, 4


def load_year(today: date) -> int:
    """Publish what is missing; how many pages that was. Days count from today, so something is always to come."""
    written = tomllib.loads(YEAR.read_text("utf-8"))
    home, events, reports = HomePage.source_page(), EventIndexPage.objects.get(), ReportIndexPage.objects.get()
    made = [publish(home, row, information) for row in written["information"]]
    made += [publish(region(row) or events, row, partial(event, today=today)) for row in written["event"]]
    made += [publish(region(row) or reports, row, partial(report, today=today)) for row in written["report"]]
    dialogue = DialogueIndexPage.objects.get()
    made += [publish(dialogue, row, partial(experience, today=today)) for row in written["experience"]]
    made += [publish(dialogue, row, partial(proposal, today=today)) for row in written["proposal"]]
    for row in written["guidance"]:
        made += guide(row, today)
    made += summaries()
    return sum(made)


def publish(parent: Page, row: Row, make: Callable[[Row], Any]) -> bool:
    """Make and publish a page unless the parent has one at its address; whether it did."""
    if parent.get_children().filter(slug=row["slug"]).exists():
        return False
    page = make(row)
    page.slug = row["slug"]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return True


def texts(row: Row) -> dict[str, Any]:
    """What every page is made of, the body marked as an example."""
    body: list[tuple[str, Any]] = [("text", f"<p>{MARK}</p><p>{row['text']}</p>")]
    if "picture" in row:
        image = sample_image()
        image.contextual_alt_text = row["picture"]
        body.append(("picture", {"image": image, "caption": MARK, "credit": ""}))
    return {"title": f"{EXAMPLE}{row['title']}", "summary": row["summary"], "body": body}


def information(row: Row) -> InformationPage:
    return InformationPage(**texts(row))


def region(row: Row) -> OrganisationPage | None:
    return OrganisationPage.objects.get(organisation__region_code=row["region"]) if "region" in row else None


def body_of(code: str) -> Organisation:
    """KB, a region by the two figures of its county, a municipality by its four."""
    if code == "KB":
        return Organisation.objects.get(kind=OrganisationKind.NATIONAL)
    return Organisation.objects.get(**{"code" if len(code) > 2 else "region_code": code})


def themes(row: Row) -> list[Theme]:
    return list(Theme.objects.filter(slug__in=row.get("themes", ())))


# --- events


def event(row: Row, today: date) -> EventPage:
    day = today + timedelta(days=row["day"])
    starts, ends = (moment(day, clock) for clock in row["hours"])
    plain = ("kind", "place", "address", "webcast_url", "registration", "registration_url", "state", "reason")
    values = {name: row[name] for name in (*plain, "follow_up", "target_group") if name in row}
    page = EventPage(**texts(row), starts=starts, ends=ends, **values)
    if "follows" in row:
        page.follows = EventPage.objects.get(slug=row["follows"])
    page.hosts = [
        EventHost(organisation=body_of(code), role="co_host" if place else "host", sort_order=place)
        for place, code in enumerate(row["hosts"])
    ]
    page.programme = [item(one, place, today) for place, one in enumerate(row.get("item", ()))]
    page.themes = themes(row)
    return page


def moment(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def item(row: Row, place: int, today: date) -> ProgrammeItem:
    due = today + timedelta(days=row["captions_in"]) if "captions_in" in row else None
    return ProgrammeItem(
        sort_order=place,
        starts=time.fromisoformat(row["hours"][0]) if "hours" in row else None,
        ends=time.fromisoformat(row["hours"][1]) if "hours" in row else None,
        title=row["title"],
        speakers=row["speakers"],
        abstract=row["abstract"],
        recording_url=row.get("recording_url", ""),
        recording_length=row.get("length"),
        captions=row.get("captions", ""),
        captions_due=due,
        transcript=document(row["title"], "vtt", captions(row["said"], row["length"])) if "said" in row else None,
        slides=document(row["title"], "txt", f"{MARK}\n\n{row['abstract']}\n") if row.get("slides") else None,
    )


def captions(said: Sequence[Sequence[Any]], length: int) -> str:
    """WebVTT of lines with second, speaker and words; each lasts until the next."""
    ends = [*(line[0] for line in said[1:]), length]
    cues = [
        f"{clock(start)} --> {clock(end)}\n<v {speaker}>{words}"
        for (start, speaker, words), end in zip(said, ends, strict=True)
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def document(title: str, suffix: str, text: str) -> Document:
    file = ContentFile(text.encode(), name=f"exempel.{suffix}")
    return Document.objects.create(title=f"{EXAMPLE}{title}", file=file)


# --- reports and guidance


def report(row: Row, today: date) -> ReportPage:
    year = today.year - row["years_ago"]
    values = texts(row)
    if "figure" in row:
        number, unit, what = row["figure"]
        figure = {"number": number, "unit": unit, "measure": what, "year": year, "source": "Påhittad", "source_url": ""}
        values["body"].append(("key_figure", figure))
    page = ReportPage(
        **values,
        level=row["level"],
        year=year,
        follow_up=row["follow_up"],
        easy_to_read=row.get("easy", ""),
        authors=[("author", {"name": "Utredare", "role": "utredare", "organisation": ""})],
    )
    if "spread" in row:
        page.nationally_spread, page.spread_reason, page.spread_on = True, row["spread"], today
    page.organisations = [ReportOrganisation(organisation=body_of(code)) for code in row["bodies"]]
    page.themes = themes(row)
    return page


def experience(row: Row, today: date) -> ExperiencePage:
    page = ExperiencePage(**texts(row), **shared(row, today), author_role=row["role"])
    return belonging(page, row)


def proposal(row: Row, today: date) -> ProposalPage:
    answer = {}
    if "answer" in row:
        answer = {
            "outcome": row["outcome"],
            "official_answer": f"<p>{MARK} {row['answer']}</p>",
            "answered_on": today - timedelta(days=row["answered_ago"]),
            "answered_by": row["answered_by"],
        }
    return belonging(ProposalPage(**texts(row), **shared(row, today), subject=row["subject"], **answer), row)


def shared(row: Row, today: date) -> dict[str, Any]:
    return {"day": today - timedelta(days=row["days_ago"]), "follow_up": row["follow_up"]}


def belonging(page: Any, row: Row) -> Any:
    """The page with whose it is, and its themes."""
    page.organisations = [ContributionOrganisation(organisation=body_of(code)) for code in row["bodies"]]
    page.themes = themes(row)
    return page


def guide(row: Row, today: date) -> Iterator[bool]:
    """A product with its steps; the examples in them are taken from the demo's plans."""
    index = GuidanceIndexPage.objects.get()
    yield publish(index, row, partial(product, today=today))
    parent = index.get_children().get(slug=row["slug"])
    plans = readable()
    for number, one in enumerate(row["step"], start=1):
        edition = next(plans) if one.get("quote") else None
        yield publish(parent, {**one, "slug": f"steg-{number}"}, partial(step, edition=edition))


def product(row: Row, today: date) -> GuidancePage:
    page = GuidancePage(
        **texts(row),
        target_group=row["target_group"],
        limitations=row["limitations"],
        follow_up=row["follow_up"],
        version="1.0",
        version_date=today,
        contributors=[("contributor", {"role": "Utvecklingsledare", "organisation": "en region"})],
        change_log=[("change", {"version": "1.0", "day": today, "text": "Första versionen."})],
    )
    page.themes = themes(row)
    return page


def step(row: Row, edition: Edition | None) -> GuidanceStepPage:
    """A step, with a promise of a plan as example."""
    values = texts(row)
    if edition:
        page, words = excerpts(edition, 1)[0]
        values["body"].append(("plan_quote", {"edition": edition, "page": page, "words": words}))
    return GuidanceStepPage(**values)


# --- summaries


def summaries() -> Iterator[bool]:
    """Of the first municipal plans: what each promises, word for word, with the page."""
    index = PlanSummaryIndexPage.objects.get()
    for edition, _number in zip(readable(), range(SUMMARIES), strict=False):
        yield publish(index, {"slug": f"plan-{edition.plan_id}"}, partial(summary, edition=edition))


def summary(row: Row, edition: Edition) -> PlanSummaryPage:
    statements = [
        ("statement", {"statement": words, "edition": edition, "page": number, "words": words})
        for number, words in excerpts(edition, STATEMENTS)
    ]
    return PlanSummaryPage(plan=edition.plan, statements=statements)
