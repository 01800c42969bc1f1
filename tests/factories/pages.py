"""Pages for tests, below the start page or in their section unless a `parent` is given. They are live without revision.

Give every value that the test asserts on. Rows that belong to a page are given as lists: `organisations=[…]`.
"""

import datetime as dt

import factory
import wagtail_factories

from content.pages import FollowUp
from dialogue.choices import ProposalSubject
from dialogue.models import DialogueIndexPage, ExperiencePage, ProposalPage
from events.models import EventIndexPage, EventPage
from guidance.models import GuidanceIndexPage, GuidancePage, GuidanceStepPage
from home.models import HomePage, InformationPage
from library_plans.summaries.models import PlanSummaryIndexPage, PlanSummaryPage
from reports.choices import Level
from reports.models import ReportIndexPage, ReportPage
from tests.factories.library_plans import OwnedPlanFactory
from tests.specimens.models import SpecimenIndexPage, SpecimenPage, StockPage


def section(model):
    """The one page of a type, looked up when it is needed."""
    return factory.LazyFunction(lambda: model.objects.get(locale__language_code="sv"))


class PageFactory(wagtail_factories.PageFactory):
    """A page whose slug Wagtail makes of its title, as for an editor."""

    slug = ""


class ContentPageFactory(PageFactory):
    class Meta:
        abstract = True

    parent = section(HomePage)
    summary = factory.LazyAttribute(lambda page: f"Om {page.title}.")


class InformationPageFactory(ContentPageFactory):
    class Meta:
        model = InformationPage

    title = "Om planer"


class SpecimenIndexPageFactory(PageFactory):
    class Meta:
        model = SpecimenIndexPage

    parent = section(HomePage)
    title = "Prov"


class SpecimenPageFactory(ContentPageFactory):
    class Meta:
        model = SpecimenPage

    parent = section(SpecimenIndexPage)
    follow_up = FollowUp.DESIGN


class StockPageFactory(PageFactory):
    """A draft: the type has no template."""

    class Meta:
        model = StockPage

    parent = section(HomePage)
    live = False


class EventPageFactory(ContentPageFactory):
    """Three hours in the morning of 21 October 2026."""

    class Meta:
        model = EventPage

    parent = section(EventIndexPage)
    title = "Höstens träffpunkt"
    summary = "Om hur planer används."
    follow_up = FollowUp.USE
    starts = dt.datetime(2026, 10, 21, 7, tzinfo=dt.UTC)
    ends = dt.datetime(2026, 10, 21, 10, tzinfo=dt.UTC)


class ReportPageFactory(ContentPageFactory):
    """A national report; a regional one needs its `level` and `organisations`."""

    class Meta:
        model = ReportPage

    parent = section(ReportIndexPage)
    title = "Läget"
    level = Level.NATIONAL
    year = 2025
    follow_up = FollowUp.USE


class GuidancePageFactory(ContentPageFactory):
    class Meta:
        model = GuidancePage

    parent = section(GuidanceIndexPage)
    title = "Skriva en plan"
    summary = "Så gör man."
    follow_up = FollowUp.DESIGN
    target_group = "Bibliotekschefer"
    version = "1.0"
    version_date = dt.date(2026, 3, 1)


class GuidanceStepPageFactory(ContentPageFactory):
    """A step; give its product as `parent`."""

    class Meta:
        model = GuidanceStepPage


class ExperiencePageFactory(ContentPageFactory):
    class Meta:
        model = ExperiencePage

    parent = section(DialogueIndexPage)
    title = "Så läste vi planen"
    summary = "Hur det gick."
    follow_up = FollowUp.USE
    day = dt.date(2025, 5, 6)


class ProposalPageFactory(ContentPageFactory):
    class Meta:
        model = ProposalPage

    parent = section(DialogueIndexPage)
    title = "En dag om barn"
    summary = "Vi vill mötas."
    follow_up = FollowUp.DESIGN
    subject = ProposalSubject.EVENT
    day = dt.date(2025, 6, 7)


class PlanSummaryPageFactory(PageFactory):
    """A summary of a plan, which gives it its title."""

    class Meta:
        model = PlanSummaryPage

    parent = section(PlanSummaryIndexPage)
    title = ""
    plan = factory.SubFactory(OwnedPlanFactory)
