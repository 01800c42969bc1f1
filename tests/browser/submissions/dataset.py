"""A municipality with a plan that ends soon, a case that waits for its answer, and a link without account."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership, User
from accounts.models.invitations import hash_token
from dialogue.models import ContributionOrganisation
from organisations.models import Organisation
from search.indexing import rebuild
from submissions import workflow
from submissions.models import AccessLink
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory
from tests.factories.pages import ExperiencePageFactory
from tests.factories.submissions import SubmissionFactory

CONTRIBUTOR, OFFICER, EDITOR = "eva.kommun@example.org", "lars.region@example.org", "anna.kb@example.org"
OTHER_OFFICERS = {"04": "ulla.region@example.org", "05": "bo.region@example.org"}
NEIGHBOUR = "ida.kommun@example.org"  # of another municipality in the same region
PASSWORD = "en lång mening"
MUNICIPALITY, KB = "0382", "2021001710"
TOKEN = "en-lank-for-provet"


def fill() -> None:
    call_command("load_organisations", verbosity=0)
    call_command("setup_site", verbosity=0)
    owner = Organisation.objects.get(code=MUNICIPALITY)
    contributor = person(CONTRIBUTOR, MUNICIPALITY, Role.CONTRIBUTOR)
    for region, email in {"03": OFFICER, **OTHER_OFFICERS}.items():
        person(email, region, Role.REGION_OFFICER)
    person(NEIGHBOUR, "0305", Role.CONTRIBUTOR)
    editor = person(EDITOR, KB, Role.KB_EDITOR)
    today = timezone.localdate()
    plan = OwnedPlanFactory(
        title="Biblioteksplan för läsare",
        starts=today - timedelta(days=900),
        ends=today + timedelta(days=90),
        owner__organisation=owner,
    )
    DecisionFactory(plan=plan, decided_on=today - timedelta(days=950))
    EditionFactory(plan=plan, source_url="https://www.osthammar.example/plan.pdf")
    page = ExperiencePageFactory(title="Läsning hos de yngsta")
    page.organisations = [ContributionOrganisation(organisation=owner)]
    page.save()
    for title in ("Väntar på svar", "Nyss mottaget"):
        case = SubmissionFactory(organisation=owner, sender=contributor, title=title, channel="konto", contact=None)
        if title == "Väntar på svar":
            workflow.ask_completion(case, editor, ["decided_on", "body", "file"], "Vem beslutade?", answer_by=today)
    AccessLink.objects.create(
        organisation=owner,
        email="bibliotek@osthammar.example",
        token_hash=hash_token(TOKEN),
        expires_at=timezone.now() + timedelta(days=30),
    )
    rebuild()


def person(email: str, code: str, role: str) -> User:
    user = User.objects.create_user(email, PASSWORD, first_name="Eva", last_name="Berg")
    Membership.objects.create(user=user, organisation=Organisation.objects.get(code=code), role=role)
    return user
