"""An experience, and a proposal that has been answered."""

import datetime as dt

from dialogue.models import ContributionOrganisation, ExperiencePlan
from library_plans.models import Edition
from organisations.models import Organisation
from tests.factories.pages import ExperiencePageFactory, ProposalPageFactory


def dialogue(of: Edition) -> None:
    """An experience that cites a page of an edition, and a proposal, both by a municipality."""
    owner = Organisation.objects.get(code="1292")
    ExperiencePageFactory(
        title="Så läste vi planen",
        author_role="Bibliotekarie",
        body=[("heading", {"text": "Samråd", "level": "2"}), ("text", "<p>Vi frågade barnen.</p>")],
        organisations=[ContributionOrganisation(organisation=owner)],
        plans=[ExperiencePlan(plan=of.plan, edition=of, page_number=2)],
    )
    ProposalPageFactory(
        title="En dag om barn",
        outcome="antaget",
        official_answer="<p>Dagen blir av.</p>",
        answered_by="Kungliga biblioteket",
        answered_on=dt.date(2026, 4, 1),
        organisations=[ContributionOrganisation(organisation=owner)],
    )
