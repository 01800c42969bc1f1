"""Publishes the example pages of the demo: events, reports, guidance, experiences, proposals and plan summaries."""

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

from content.models import DocumentAudience
from demo.excerpts import excerpts, latest_editions
from dialogue.models import (
    ContributionOrganisation,
    DialogueIndexPage,
    ExperiencePage,
    ProposalPage,
)
from events.models import EventHost, EventIndexPage, EventPage, ProgrammeItem
from guidance.models import GuidanceIndexPage, GuidancePage, GuidanceStepPage
from home.models import HomePage, InformationPage, IntranetPage
from home.sample_image import sample_image
from library_plans.models import Edition
from library_plans.summaries.models import PlanSummaryIndexPage, PlanSummaryPage
from organisations.models import Organisation, OrganisationKind, OrganisationPage
from reports.models import ReportIndexPage, ReportOrganisation, ReportPage
from themes.models import Theme

Row = Mapping[str, Any]

PAGES_FILE = Path(__file__).parent / "data" / "example_pages.toml"
TITLE_PREFIX = "Exempel: "
EXAMPLE_NOTICE = "Det här är ett exempel. Innehållet är påhittat."
SUMMARY_COUNT, STATEMENTS_PER_SUMMARY = 12, 4


def load_example_pages(today: date) -> int:
    """Publish the missing pages and an internal document; returns their number.

    Dates are relative to `today`, so that some events are upcoming.
    """
    data = tomllib.loads(PAGES_FILE.read_text("utf-8"))
    home, events, reports = HomePage.source_page(), EventIndexPage.objects.get(), ReportIndexPage.objects.get()
    published = [publish(home, row, information_page) for row in data["information"]]
    published += [publish(region_page(row) or events, row, partial(event_page, today=today)) for row in data["event"]]
    published += [
        publish(region_page(row) or reports, row, partial(report_page, today=today)) for row in data["report"]
    ]
    dialogue = DialogueIndexPage.objects.get()
    published += [publish(dialogue, row, partial(experience_page, today=today)) for row in data["experience"]]
    published += [publish(dialogue, row, partial(proposal_page, today=today)) for row in data["proposal"]]
    for row in data["guidance"]:
        published += publish_guidance(row, today)
    published += publish_summaries()
    published += [publish(IntranetPage.objects.get(), row, information_page) for row in data["news"]]
    published += [add_working_document(row) for row in data["working_document"]]
    return sum(published)


def add_working_document(row: Row) -> bool:
    """Store a text file for signed-in users, unless it is there; returns whether it was stored."""
    title = f"{TITLE_PREFIX}{row['title']}"
    if Document.objects.filter(title=title).exists():
        return False
    content = ContentFile(f"{EXAMPLE_NOTICE}\n\n{row['text']}\n".encode(), name=row["file"])
    document = Document.objects.create(title=title, file=content)
    document.get_file_size()
    DocumentAudience.objects.create(document=document, restriction_type=DocumentAudience.LOGIN)
    return True


def publish(parent: Page, row: Row, make: Callable[[Row], Any]) -> bool:
    """Create and publish a page unless the parent has a child with its slug; returns whether it was created."""
    if parent.get_children().filter(slug=row["slug"]).exists():
        return False
    page = make(row)
    page.slug = row["slug"]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return True


def page_values(row: Row) -> dict[str, Any]:
    """Values of the fields that all pages share; title and body say that it is an example."""
    body: list[tuple[str, Any]] = [("text", f"<p>{EXAMPLE_NOTICE}</p><p>{row['text']}</p>")]
    if "picture" in row:
        image = sample_image()
        image.contextual_alt_text = row["picture"]
        body.append(("picture", {"image": image, "caption": EXAMPLE_NOTICE, "credit": ""}))
    return {"title": f"{TITLE_PREFIX}{row['title']}", "summary": row["summary"], "body": body}


def information_page(row: Row) -> InformationPage:
    return InformationPage(**page_values(row))


def region_page(row: Row) -> OrganisationPage | None:
    return OrganisationPage.objects.get(organisation__region_code=row["region"]) if "region" in row else None


def organisation_by_code(code: str) -> Organisation:
    """KB, a region by its two-digit code, or a municipality by its four-digit code."""
    if code == "KB":
        return Organisation.objects.get(kind=OrganisationKind.NATIONAL)
    return Organisation.objects.get(**{"code" if len(code) > 2 else "region_code": code})


def selected_themes(row: Row) -> list[Theme]:
    return list(Theme.objects.filter(slug__in=row.get("themes", ())))


# --- events


def event_page(row: Row, today: date) -> EventPage:
    day = today + timedelta(days=row["day"])
    starts, ends = (local_datetime(day, clock) for clock in row["hours"])
    plain = ("kind", "place", "address", "webcast_url", "registration", "registration_url", "state", "reason")
    values = {name: row[name] for name in (*plain, "follow_up", "target_group") if name in row}
    page = EventPage(**page_values(row), starts=starts, ends=ends, **values)
    if "follows" in row:
        page.follows = EventPage.objects.get(slug=row["follows"])
    page.hosts = [
        EventHost(organisation=organisation_by_code(code), role="co_host" if position else "host", sort_order=position)
        for position, code in enumerate(row["hosts"])
    ]
    page.programme = [programme_item(item, position, today) for position, item in enumerate(row.get("item", ()))]
    page.themes = selected_themes(row)
    return page


def local_datetime(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def programme_item(row: Row, position: int, today: date) -> ProgrammeItem:
    due = today + timedelta(days=row["captions_in"]) if "captions_in" in row else None
    return ProgrammeItem(
        sort_order=position,
        starts=time.fromisoformat(row["hours"][0]) if "hours" in row else None,
        ends=time.fromisoformat(row["hours"][1]) if "hours" in row else None,
        title=row["title"],
        speakers=row["speakers"],
        abstract=row["abstract"],
        recording_url=row.get("recording_url", ""),
        recording_length=row.get("length"),
        captions=row.get("captions", ""),
        captions_due=due,
        transcript=create_document(row["title"], "vtt", webvtt(row["cues"], row["length"])) if "cues" in row else None,
        slides=create_document(row["title"], "txt", f"{EXAMPLE_NOTICE}\n\n{row['abstract']}\n")
        if row.get("slides")
        else None,
    )


def webvtt(lines: Sequence[Sequence[Any]], length: int) -> str:
    """WebVTT of cues given by start second, speaker and text; each lasts until the next."""
    ends = [*(line[0] for line in lines[1:]), length]
    cues = [
        f"{vtt_timestamp(start)} --> {vtt_timestamp(end)}\n<v {speaker}>{words}"
        for (start, speaker, words), end in zip(lines, ends, strict=True)
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def vtt_timestamp(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def create_document(title: str, suffix: str, text: str) -> Document:
    file = ContentFile(text.encode(), name=f"exempel.{suffix}")
    return Document.objects.create(title=f"{TITLE_PREFIX}{title}", file=file)


# --- reports and guidance


def report_page(row: Row, today: date) -> ReportPage:
    year = today.year - row["years_ago"]
    values = page_values(row)
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
    page.organisations = [ReportOrganisation(organisation=organisation_by_code(code)) for code in row["organisations"]]
    page.themes = selected_themes(row)
    return page


def experience_page(row: Row, today: date) -> ExperiencePage:
    page = ExperiencePage(**page_values(row), **contribution_values(row, today), author_role=row["role"])
    return with_organisations(page, row)


def proposal_page(row: Row, today: date) -> ProposalPage:
    answer = {}
    if "answer" in row:
        answer = {
            "outcome": row["outcome"],
            "official_answer": f"<p>{EXAMPLE_NOTICE} {row['answer']}</p>",
            "answered_on": today - timedelta(days=row["answered_ago"]),
            "answered_by": row["answered_by"],
        }
    return with_organisations(
        ProposalPage(**page_values(row), **contribution_values(row, today), subject=row["subject"], **answer), row
    )


def contribution_values(row: Row, today: date) -> dict[str, Any]:
    return {"day": today - timedelta(days=row["days_ago"]), "follow_up": row["follow_up"]}


def with_organisations(page: Any, row: Row) -> Any:
    """The page with its organisations and themes."""
    page.organisations = [
        ContributionOrganisation(organisation=organisation_by_code(code)) for code in row["organisations"]
    ]
    page.themes = selected_themes(row)
    return page


def publish_guidance(row: Row, today: date) -> Iterator[bool]:
    """Publish a product and its steps, with quotes from the demo's plans; yields whether each page was created."""
    index = GuidanceIndexPage.objects.get()
    yield publish(index, row, partial(guidance_page, today=today))
    parent = index.get_children().get(slug=row["slug"])
    plans = latest_editions()
    for number, one in enumerate(row["step"], start=1):
        edition = next(plans) if one.get("quote") else None
        yield publish(parent, {**one, "slug": f"steg-{number}"}, partial(guidance_step_page, edition=edition))


def guidance_page(row: Row, today: date) -> GuidancePage:
    page = GuidancePage(
        **page_values(row),
        target_group=row["target_group"],
        limitations=row["limitations"],
        follow_up=row["follow_up"],
        version="1.0",
        version_date=today,
        contributors=[("contributor", {"role": "Utvecklingsledare", "organisation": "en region"})],
        change_log=[("change", {"version": "1.0", "day": today, "text": "Första versionen."})],
    )
    page.themes = selected_themes(row)
    return page


def guidance_step_page(row: Row, edition: Edition | None) -> GuidanceStepPage:
    """A step, with a commitment of a plan as quote."""
    values = page_values(row)
    if edition:
        page, words = excerpts(edition, 1)[0]
        values["body"].append(("plan_quote", {"edition": edition, "page": page, "words": words}))
    return GuidanceStepPage(**values)


# --- summaries


def publish_summaries() -> Iterator[bool]:
    """Publish summaries of the first municipal plans: their commitments, word for word, with the page."""
    index = PlanSummaryIndexPage.objects.get()
    for edition, _number in zip(latest_editions(), range(SUMMARY_COUNT), strict=False):
        yield publish(index, {"slug": f"plan-{edition.plan_id}"}, partial(summary_page, edition=edition))


def summary_page(row: Row, edition: Edition) -> PlanSummaryPage:
    statements = [
        ("statement", {"statement": words, "edition": edition, "page": number, "words": words})
        for number, words in excerpts(edition, STATEMENTS_PER_SUMMARY)
    ]
    return PlanSummaryPage(plan=edition.plan, statements=statements)
