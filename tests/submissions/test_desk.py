"""The moderation desk: what stands in which column, what its forms do, and who meets which case."""

import datetime as dt
import io
import json
import zipfile

import lxml.html
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.choices import Role
from accounts.groups import sync_groups
from organisations.models import Organisation
from submissions import workflow
from submissions.admin.workbench import workbench_rows
from submissions.attachments import store_file
from submissions.choices import Kind, SkipReason, State, Step
from submissions.models import DeskVisit, Submission
from tests.extraction import hostile
from tests.factories.accounts import MembershipFactory
from tests.factories.submissions import SubmissionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]


@pytest.fixture
def people(client):
    """KB and the officers of two regions."""
    places = {"kb": Organisation.objects.get(kind="national")}
    places |= {code: Organisation.objects.get(region_code=code) for code in ("03", "04")}
    users = {
        name: MembershipFactory(organisation=place, role=Role.KB_EDITOR if name == "kb" else Role.REGION_OFFICER).user
        for name, place in places.items()
    }
    sync_groups()
    return users


@pytest.fixture
def uppsala(people):
    return Organisation.objects.get(code="0380")


def tree(response):
    return lxml.html.fromstring(response.content)


def titles(response) -> dict[str, list[str]]:
    return {
        section.cssselect("h2")[0].text_content().split(" (")[0]: [a.text_content() for a in section.cssselect("a")]
        for section in tree(response).cssselect(".desk section")
    }


def act(client, case, action, **values):
    data = {f"{action}-{name}": value for name, value in {"seen": case.version, **values}.items()}
    return client.post(f"/admin/arenden/{case.pk}/", {"action": action, **data}, follow=True)


def test_cases_stand_in_the_column_of_what_they_wait_for(client, people, uppsala):
    late, new, asked, taken = (SubmissionFactory(organisation=uppsala, title=title) for title in "ABCD")
    workflow.assign(late, people["03"], None, answer_by=timezone.localdate() - dt.timedelta(days=1))
    workflow.ask_completion(asked, people["03"], ["dnr"], "Vilket?")
    workflow.take_up(taken, people["03"])
    client.force_login(people["kb"])

    assert titles(client.get("/admin/arenden/")) == {
        "Nya": [f"{late.number} A", f"{new.number} B"],
        "Pågår": [f"{taken.number} D"],
        "Väntar på avsändaren": [f"{asked.number} C"],
        "Klara att publicera eller genomföra": [],
    }
    assert len(client.get("/admin/arenden/?visa=forsenade").context["found"]) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_for_three_cases_as_for_one(
    client, people, uppsala, count, django_assert_max_num_queries
):
    for _number in range(count):
        workflow.take_up(SubmissionFactory(organisation=uppsala), people["03"])
    client.force_login(people["kb"])
    client.get("/admin/arenden/")

    with django_assert_max_num_queries(40):
        client.get("/admin/arenden/")


def test_the_region_asks_and_endorses_and_kb_accepts(client, people, uppsala):
    case = SubmissionFactory(organisation=uppsala, kind=Kind.TIP)
    client.force_login(people["03"])
    act(client, case, "komplettering", fields_asked=["message"], message="Vilken plan?", answer_by="2027-01-15")
    case.refresh_from_db()
    assert (case.state, case.requested_fields, str(case.answer_by)) == (State.COMPLETION, ["message"], "2027-01-15")

    workflow.complete(case, None, {"message": "Den nya"}, by_link=True)
    case.refresh_from_db()
    act(client, case, "tillstyrk", message="Stämmer.")
    case.refresh_from_db()
    assert case.step == Step.KB
    act(client, case, "anta")
    case.refresh_from_db()
    assert case.state == State.IN_REVIEW  # not for a region

    client.force_login(people["kb"])
    act(client, case, "anta", message="Tack!")
    case.refresh_from_db()
    assert case.state == State.ACCEPTED


def test_the_second_moderator_gets_a_plain_message(client, people, uppsala):
    case = workflow.pass_to_kb(SubmissionFactory(organisation=uppsala), None, SkipReason.OVERDUE)
    seen = Submission.objects.get(pk=case.pk)
    workflow.decline(case, people["kb"], "Ligger utanför 18 §.")
    client.force_login(people["kb"])

    response = act(client, seen, "anta")

    assert "Någon annan har just handlagt ärendet." in response.content.decode()
    assert Submission.objects.get().state == State.DECLINED


def test_who_sent_it_reads_why_they_do_not_decide(client, people):
    case = SubmissionFactory(organisation=Organisation.objects.get(region_code="03"), sender=people["kb"])
    client.force_login(people["kb"])

    page = client.get(f"/admin/arenden/{case.pk}/").content.decode()
    assert "Du har själv skickat in det här" in page


@pytest.mark.parametrize("action", ["komplettering", "avboj", "kommentera", "felregistrera"])
def test_what_needs_words_is_shown_again_without_them(client, people, uppsala, action):
    case = workflow.pass_to_kb(SubmissionFactory(organisation=uppsala), None, SkipReason.OVERDUE)
    client.force_login(people["kb"])

    response = act(client, case, action, message=" ")

    assert [form.errors.keys() >= {"message"} for _action, form, is_open in response.context["forms"] if is_open] == [
        True
    ]
    assert Submission.objects.get().version == case.version


def test_another_region_meets_no_case_that_is_not_its_own(client, people, uppsala):
    file = store_file(SimpleUploadedFile("plan.pdf", hostile.pdf()), "utkast")
    case = SubmissionFactory(organisation=uppsala, attachments=[file])
    client.force_login(people["04"])

    addresses = ["", "export/", f"filer/{file.pk}/"]
    assert {client.get(f"/admin/arenden/{case.pk}/{path}").status_code for path in addresses} == {404}
    assert case.number not in client.get(f"/admin/arenden/?q={case.number}").content.decode().replace(
        f'value="{case.number}"', ""
    )
    assert act(client, case, "ta-upp").status_code == 404


def test_what_others_changed_since_the_last_visit_is_marked(client, people, uppsala):
    _first, second, third = (SubmissionFactory(organisation=uppsala, title=title) for title in ("Ett", "Två", "Tre"))
    client.force_login(people["03"])
    assert "Ändrat sedan ditt förra besök: 0" in client.get("/admin/arenden/").text

    DeskVisit.objects.update(last_look=third.events.last().at)
    workflow.take_up(second, people["03"])
    workflow.pass_to_kb(third, None, SkipReason.OVERDUE)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        for _again in range(2):  # the same visit
            page = tree(client.get("/admin/arenden/?visa=andrade"))
            assert [link.text_content() for link in page.cssselect(".desk-case a")] == [f"{third.number} Tre"]
            assert client.get("/admin/arenden/").text.count("<strong>Ändrat sedan ditt förra besök</strong>") == 1


def test_a_number_leads_to_its_case(client, people, uppsala):
    case = SubmissionFactory(organisation=uppsala)
    client.force_login(people["03"])

    assert client.get(f"/admin/arenden/?q={case.number}").url == f"/admin/arenden/{case.pk}/"


def test_a_word_of_the_title_lists_the_cases_that_have_it(client, people, uppsala):
    case = SubmissionFactory(organisation=uppsala, title="Biblioteksplan för Fjällräv")
    client.force_login(people["03"])

    assert case.number in client.get("/admin/arenden/?q=fjällräv").text


def test_the_export_holds_the_record_and_the_files_as_they_came(client, people, uppsala):
    file = store_file(SimpleUploadedFile("plan.pdf", hostile.pdf()), "utkast")
    case = SubmissionFactory(organisation=uppsala, attachments=[file])
    client.force_login(people["kb"])

    content = b"".join(client.get(f"/admin/arenden/{case.pk}/export/").streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    record = json.loads(archive.read("arende.json"))

    assert (record["number"], record["files"][0]["sha256"]) == (case.number, file.sha256)
    assert archive.read(record["files"][0]["file"]) == hostile.pdf()
    assert [event["type"] for event in record["events"]] == ["mottaget"]


def test_the_workbench_counts_new_cases_whose_turn_it_is(rf, people, uppsala):
    SubmissionFactory(organisation=uppsala)
    counts = {}
    for name, user in people.items():
        request = rf.get("/")
        request.user = user
        counts[name] = [row.count() for row in workbench_rows(request)]

    assert counts == {"kb": [0, 0], "03": [1, 0], "04": [0, 0]}
