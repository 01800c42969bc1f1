"""Makes drafts of pages of accepted cases. Whoever may publish them looks them through first."""

from __future__ import annotations

import html
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from dialogue.choices import ProposalSubject
from dialogue.models import DialogueIndexPage, ExperiencePage, ProposalPage
from events.choices import EventKind, EventState, HostRole
from events.models import EventIndexPage, EventPage
from organisations.models import Organisation, OrganisationKind, OrganisationPage
from reports.choices import Level
from reports.models import ReportIndexPage, ReportPage
from submissions.choices import Addressee
from submissions.models import Submission
from submissions.results.gathering_times import gathering_times
from submissions.results.register import day
from submissions.results.report_files import report_files

SUMMARY_CHARACTERS = 400


def make_report(case: Submission, user: Any) -> dict[str, Any]:
    """A report below its region's page, with its files; KB's reason, if there is one, spreads it nationally."""
    page = ReportPage(
        level=Level.LOCAL if case.organisation.is_municipality else Level.REGIONAL,
        year=timezone.localdate().year,
        summary=summary(case.data.get("summary") or case.title),
        body=blocks(case.data.get("national_interest", ""), case.source_url),
        files=report_files(case, user),
        nationally_spread=bool(case.data.get("spread_reason")),
        spread_reason=case.data.get("spread_reason", ""),
        spread_on=timezone.localdate() if case.data.get("spread_reason") else None,
    )
    page.set_organisations([case.organisation])
    return add_draft(case, user, page, region_page(case.organisation) or ReportIndexPage.objects.first())


def make_proposal(case: Submission, user: Any) -> dict[str, Any]:
    """A proposal, which gets its official answer on the page; of a theme it says who should work with it."""
    data = case.data
    page = ProposalPage(
        subject=ProposalSubject.EVENT,
        summary=summary(data.get("text")),
        body=blocks(data.get("text", ""), addressees(data.get("addressed_to", []))),
    )
    page.set_organisations([case.organisation])
    return add_draft(case, user, page, DialogueIndexPage.objects.first())


def addressees(codes: list[str]) -> str:
    """A sentence, empty for what is addressed to nobody."""
    whom = ", ".join(str(Addressee(code).label) for code in codes)
    return _("Proposed to: %(whom)s.") % {"whom": whom} if whom else ""


def make_experience(case: Submission, user: Any) -> dict[str, Any]:
    data = case.data
    page = ExperiencePage(
        author_role=(data.get("author_role") or "")[:120],
        summary=summary(data.get("lesson") or data.get("text")),
        body=blocks(data.get("text", ""), data.get("lesson", "")),
    )
    page.set_organisations([case.organisation])
    return add_draft(case, user, page, DialogueIndexPage.objects.first())


def make_event(case: Submission, user: Any) -> dict[str, Any]:
    """A gathering of who invited, with KB as its guest and co-arranger: it stands in both calendars."""
    held_on = day(case.data.get("day"))
    if held_on is None:
        raise ValidationError(_("The invitation says no day. Ask for a completion."))
    starts, ends = gathering_times(held_on, case.data.get("time") or "")
    page = EventPage(
        kind=EventKind.GATHERING,
        state=EventState.SAVE_THE_DATE,
        starts=starts,
        ends=ends,
        place=(case.data.get("place") or "")[:200],
        summary=summary(case.data.get("text") or case.title),
        body=blocks(case.data.get("text", "")),
    )
    kb = Organisation.objects.filter(kind=OrganisationKind.NATIONAL).first()
    page.set_organisations([case.organisation, *([kb] if kb else [])])
    for host in list(page.hosts.all())[1:]:
        host.role = HostRole.CO_HOST
    return add_draft(case, user, page, region_page(case.organisation) or EventIndexPage.objects.first())


def add_draft(case: Submission, user: Any, page: Any, parent: Page | None) -> dict[str, Any]:
    """Store a page that nobody but editors sees yet, with a first revision, and link the case to it."""
    if parent is None:
        raise ValidationError(_("The section that the page belongs to does not exist. Run setup_site."))
    page.title, page.live, page.owner = case.title, False, user
    page.follow_up = case.data.get("follow_up", "")
    page.locale = Locale.objects.get(pk=parent.locale_id)
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    case.page = Page.objects.get(pk=page.pk)
    return {"page": page.pk}


def region_page(organisation: Organisation) -> OrganisationPage | None:
    """The page of the region that an organisation is, or whose county it lies in."""
    pages = OrganisationPage.objects.filter(organisation__county_code=organisation.county_code)
    return pages.first() if organisation.county_code else None


def summary(text: str | None) -> str:
    return Truncator(" ".join((text or "").split())).chars(SUMMARY_CHARACTERS)


def blocks(*texts: str) -> list[tuple[str, str]]:
    """A block of rich text for each text: what was written is escaped, an empty line begins a paragraph."""
    return [("text", "".join(paragraphs(text))) for text in texts if text.strip()]


def paragraphs(text: str) -> list[str]:
    return [f"<p>{html.escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip()]
