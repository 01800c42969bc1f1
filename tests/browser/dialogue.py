"""An experience, and a proposal that has been answered."""

import datetime as dt

from dialogue.models import ContributionOrganisation, DialogueIndexPage, ExperiencePage, ExperiencePlan, ProposalPage
from library_plans.models import Edition
from organisations.models import Organisation


def dialogue(of: Edition) -> None:
    """An experience that cites a page of an edition, and a proposal, both by a municipality."""
    section = DialogueIndexPage.objects.get()
    values = {"summary": "Vad vi lärde oss.", "follow_up": "anvands", "day": dt.date(2026, 3, 1)}
    told = ExperiencePage(title="Så läste vi planen", author_role="Bibliotekarie", **values)
    told.body = [("heading", {"text": "Samråd", "level": "2"}), ("text", "<p>Vi frågade barnen.</p>")]
    told.plans = [ExperiencePlan(plan=of.plan, edition=of, page_number=2)]
    asked = ProposalPage(title="En dag om barn", subject="traff", outcome="antaget", **values)
    asked.official_answer, asked.answered_by = "<p>Dagen blir av.</p>", "Kungliga biblioteket"
    asked.answered_on = dt.date(2026, 4, 1)
    for page in (told, asked):
        page.organisations = [ContributionOrganisation(organisation=Organisation.objects.get(code="1292"))]
        section.add_child(instance=page)
