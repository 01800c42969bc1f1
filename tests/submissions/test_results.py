"""What accepted cases become, and what follows when a case was registered in error."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Page

from accounts.choices import Role
from accounts.groups import sync_groups
from accounts.models import RegionGroup
from dialogue.models import ExperiencePage, ProposalPage
from events.models import EventPage
from home.models import InformationPage, IntranetPage
from library_plans.models import Decision, Edition, Plan
from organisations.models import Organisation
from reports.models import ReportPage
from submissions import workflow
from submissions.attachments import store_file
from submissions.choices import Kind, State
from submissions.models import Submission
from submissions.refusals import Refused
from submissions.results.gathering_times import gathering_times
from tests.extraction import hostile
from tests.factories.accounts import MembershipFactory
from tests.factories.library_plans import OwnedPlanFactory
from tests.factories.submissions import SubmissionFactory
from tests.submissions.public.typed import TYPED, button

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
PLAN = {
    "title": "Biblioteksplan 2027–2030",
    "starts": "2027-01-01",
    "ends": "2030-12-31",
    "decided_on": "2026-11-24",
    "body": "kf",
    "section": "§ 98",
    "dnr": "KS 2026/17",
}


@pytest.fixture
def kb_user(db):
    return MembershipFactory(organisation=Organisation.objects.get(kind="national"), role=Role.KB_EDITOR).user


@pytest.fixture
def uppsala(db):
    return Organisation.objects.get(code="0380")


def test_a_plan_enters_the_register_with_file_decision_and_source_case(kb_user, uppsala):
    file = store_file(SimpleUploadedFile("plan.pdf", hostile.pdf()), "utkast")
    case = SubmissionFactory(organisation=uppsala, data=PLAN, attachments=[file])

    case = workflow.accept(case, kb_user)

    plan, edition, decision = Plan.objects.get(), Edition.objects.get(), Decision.objects.get()
    assert (case.plan, case.edition, case.decision, case.state) == (plan, edition, decision, State.PUBLISHED)
    assert (plan.title, plan.ends, plan.owners.get().organisation) == (PLAN["title"], dt.date(2030, 12, 31), uppsala)
    assert (decision.decided_on, decision.body, decision.dnr) == (dt.date(2026, 11, 24), "kf", "KS 2026/17")
    assert case.number in plan.internal_note
    assert edition.fetched_at == Submission.objects.get().received_at


def test_what_a_case_entered_in_error_leaves_the_register_with_it(kb_user, uppsala):
    case = workflow.accept(SubmissionFactory(organisation=uppsala, data={**PLAN, "ends": ""}), kb_user)
    assert Plan.objects.get().until_further_notice is True

    workflow.void(case, kb_user, "Skickad av misstag.")

    assert (Plan.objects.count(), Plan.all_objects.count()) == (0, 1)


def test_an_extension_is_a_decision_of_its_plan(kb_user, uppsala):
    plan = OwnedPlanFactory(owner__organisation=uppsala)
    data = {
        "plan": plan.pk,
        "decision_kind": "forlangning",
        "decided_on": "2026-10-01",
        "body": "Kulturnämnden",
        "new_end": "",
    }
    case = workflow.accept(SubmissionFactory(organisation=uppsala, kind=Kind.DECISION, data=data), kb_user)

    decision = Decision.objects.get()
    assert (decision.plan, decision.kind, decision.until_further_notice) == (plan, "forlangning", True)
    assert (decision.body, decision.body_name) == ("namnd", "Kulturnämnden")
    workflow.void(case, kb_user, "Fel plan.")
    assert (Decision.objects.count(), Plan.objects.count()) == (0, 1)


def test_a_decision_about_anothers_plan_is_not_entered(kb_user, uppsala):
    plan = OwnedPlanFactory(owner__organisation=Organisation.objects.get(code="0480"))
    case = SubmissionFactory(
        organisation=uppsala, kind=Kind.DECISION, data={"plan": plan.pk, "decided_on": "2026-10-01"}
    )

    with pytest.raises(ValidationError):
        workflow.accept(case, kb_user)

    case.refresh_from_db()
    assert (case.state, Decision.objects.count()) == (State.RECEIVED, 0)


@pytest.mark.parametrize(
    ("kind", "data", "model"),
    [
        (Kind.REPORT, {"summary": "Så används planerna.", "follow_up": "anvands"}, ReportPage),
        (Kind.CONTENT, {"text": "Om uppföljning.\n\n<b>Mer</b>", "follow_up": "bada"}, ProposalPage),
        (Kind.THEME, {"text": "Barn", "follow_up": "utformas", "addressed_to": ["nation"]}, ProposalPage),
        (Kind.EXPERIENCE, {"text": "Vi läste.", "lesson": "Börja tidigt.", "follow_up": "anvands"}, ExperiencePage),
        (Kind.INVITATION, {"day": "2027-03-01", "time": "13:00", "text": "Kom!", "follow_up": "bada"}, EventPage),
    ],
)
def test_other_kinds_become_drafts_that_are_published_later(kb_user, uppsala, kind, data, model):
    case = workflow.accept(SubmissionFactory(organisation=uppsala, kind=kind, title="Rubrik", data=data), kb_user)

    page = model.objects.get()
    assert (case.page.pk, page.live, page.title, case.state) == (page.pk, False, "Rubrik", State.ACCEPTED)
    page.get_latest_revision().publish()
    case.refresh_from_db()
    assert case.state == State.PUBLISHED
    workflow.void(case, kb_user, "Fel.")
    page.refresh_from_db()
    assert page.live is False


def test_the_page_of_a_theme_says_who_should_work_with_it(kb_user, uppsala):
    data = {"text": "Barn", "follow_up": "utformas", "addressed_to": ["region", "nation"]}
    workflow.accept(SubmissionFactory(organisation=uppsala, kind=Kind.THEME, data=data), kb_user)

    texts = [str(block.value) for block in ProposalPage.objects.get().body]
    assert texts == ["<p>Barn</p>", "<p>Föreslås till: regionen, nationen, det vill säga KB.</p>"]


def test_a_report_stands_below_its_region_and_kb_spreads_it_for_a_reason(kb_user, uppsala):
    case = SubmissionFactory(organisation=uppsala, kind=Kind.REPORT, data={"follow_up": "bada"})
    workflow.accept(case, kb_user, spread_reason="Första jämförelsen i landet.")

    page = ReportPage.objects.get()
    assert (page.nationally_spread, page.spread_reason) == (True, "Första jämförelsen i landet.")
    assert page.get_parent().specific.organisation.region_code == "03"


def test_a_report_and_its_news_item_are_published_together(kb_user, uppsala):
    data = {"summary": "Så används planerna.", "follow_up": "bada"}
    case = SubmissionFactory(organisation=uppsala, kind=Kind.REPORT, title="Tio planer", data=data)
    case = workflow.accept(case, kb_user, with_news=True)

    item = InformationPage.objects.get(pk=case.news.pk)
    assert (item.title, item.summary, item.live) == ("Ny rapport: Tio planer", "Så används planerna.", False)
    assert f'linktype="page" id="{case.page.pk}"' in str(item.body.raw_data)
    assert item.get_parent().specific_class is IntranetPage

    ReportPage.objects.get().get_latest_revision().publish()
    case = Submission.objects.get()
    assert (case.state, case.news.live) == (State.PUBLISHED, True)
    workflow.void(case, kb_user, "Fel.")
    assert (Page.objects.get(pk=case.news.pk).live, Page.objects.get(pk=case.page.pk).live) == (False, False)


def test_without_a_section_for_news_nothing_is_accepted(kb_user, uppsala):
    IntranetPage.objects.get().delete()
    case = SubmissionFactory(organisation=uppsala, kind=Kind.REPORT, data={"follow_up": "bada"})

    with pytest.raises(ValidationError):
        workflow.accept(case, kb_user, with_news=True)

    case.refresh_from_db()
    assert (case.state, ReportPage.objects.count()) == (State.RECEIVED, 0)


def test_an_invitation_stands_in_both_calendars(kb_user, uppsala):
    case = SubmissionFactory(
        organisation=uppsala, kind=Kind.INVITATION, data={"day": "2027-03-01", "follow_up": "bada"}
    )
    workflow.accept(case, kb_user)

    hosts = [host.organisation.code for host in EventPage.objects.get().hosts.all()]
    assert hosts == [uppsala.code, kb_user.memberships.get().organisation.code]


def test_a_tip_becomes_nothing_by_itself_and_can_be_done(kb_user, uppsala):
    case = workflow.accept(SubmissionFactory(organisation=uppsala, kind=Kind.TIP), kb_user)

    assert workflow.mark_done(case, kb_user).state == State.DONE
    with pytest.raises(Refused):
        workflow.publish(case, kb_user)


def test_the_files_of_a_report_are_documents_of_its_page_in_the_regions_collection(kb_user, uppsala):
    sync_groups()
    file = store_file(SimpleUploadedFile("Så används planerna.pdf", hostile.pdf()), "utkast")
    data = {"follow_up": "bada"}
    workflow.accept(SubmissionFactory(organisation=uppsala, kind=Kind.REPORT, data=data, attachments=[file]), kb_user)

    document = Document.objects.get()
    region = RegionGroup.objects.get(organisation__region_code="03")
    assert [block.value["file"] for block in ReportPage.objects.get().files] == [document]
    assert (document.title, document.collection) == ("Så används planerna", region.collection)
    assert document.file.read() == hostile.pdf()


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("9.30–15.00", "09:30", "15:00"),
        ("kl. 13-15", "13:00", "15:00"),
        ("13:00", "13:00", "15:00"),
        ("15–13", "15:00", "17:00"),
        ("hela dagen", "09:00", "11:00"),
        ("25:99", "09:00", "11:00"),
        ("", "09:00", "11:00"),
    ],
)
def test_time_of_a_gathering_is_read_as_people_write_it(written, starts, ends):
    times = [f"{timezone.localtime(each):%H:%M}" for each in gathering_times(dt.date(2027, 3, 12), written)]

    assert times == [starts, ends]


@pytest.mark.parametrize("kind", [kind for kind in TYPED if kind != Kind.PLAN])
def test_what_is_typed_in_the_form_of_a_kind_can_be_accepted(client, kb_user, uppsala, kind):
    plan = OwnedPlanFactory(owner__organisation=uppsala)
    client.force_login(MembershipFactory(organisation=uppsala).user)
    typed = {**TYPED[kind], **({"plan": plan.pk} if kind == Kind.DECISION else {})}
    client.post(f"/mina-sidor/skicka/{kind}/", button(**typed))

    case = workflow.accept(Submission.objects.get(), kb_user)

    assert case.state == (State.PUBLISHED if kind == Kind.DECISION else State.ACCEPTED)
    if kind == Kind.INVITATION:
        event = EventPage.objects.get()
        assert (timezone.localtime(event.starts).isoformat(), event.place) == ("2027-03-12T09:30:00+01:00", "Östhammar")
