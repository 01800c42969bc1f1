"""A sender's cases: course, completion by field, withdrawal, receipt and files; another organisation sees none."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from submissions import workflow
from submissions.attachments import store_file
from submissions.choices import CommentAudience, EventType, Kind, State
from submissions.models import Submission
from tests.extraction import hostile
from tests.factories.accounts import MembershipFactory
from tests.factories.submissions import SubmissionFactory
from tests.submissions.public.typed import TYPED, button

PAGES = ("", "svara/", "aterkalla/", "kvitto/")


@pytest.fixture
def case(either, osthammar):
    """A new plan that was sent by either, with a file."""
    address = either.post("/mina-sidor/skicka/ny-plan/", button(file=pdf(), source_url="https://a.example/p")).url
    either.post(address, button(**TYPED[Kind.PLAN]))
    return Submission.objects.get()


def pdf(name: str = "plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, hostile.pdf())


def at(case: Submission, page: str = "") -> str:
    return f"/mina-sidor/arenden/{case.number}/{page}"


def ask(case, user, *fields: str) -> None:
    workflow.ask_completion(case, user, fields, "Vem beslutade, och när?", answer_by=date(2026, 12, 24))
    case.refresh_from_db()


@pytest.mark.parametrize("fields", [("body",), ("decided_on", "body"), ("title", "source_url")])
def test_what_is_asked_for_is_answered_field_by_field(either, case, officer, kb, fields):
    ask(case, kb, *fields)
    page = either.get(at(case)).content.decode()
    assert all(words in page for words in ("Vem beslutade, och när?", "Svara senast den 24 december 2026", "Svara"))

    form = either.get(at(case, "svara/")).context["form"]
    assert set(form.fields) == {*fields, "message"}
    new = {name: form[name].value() for name in fields} | {fields[0]: "2026-12-01"}
    answer = either.post(at(case, "svara/"), {"version": case.version, "message": "Se här.", **new})

    assert answer.url == at(case)
    case.refresh_from_db()
    event = case.events.last()
    assert (case.state, case.data[fields[0]], case.requested_fields) == (State.IN_REVIEW, "2026-12-01", [])
    assert (event.type, event.payload["fields"]) == (EventType.COMPLETED, [fields[0]])
    assert "Se här." in either.get(at(case)).content.decode()


def test_a_new_file_is_sent_as_completion(either, case, kb):
    ask(case, kb, "file")
    missing = either.post(at(case, "svara/"), {"version": case.version})
    refused = either.post(at(case, "svara/"), {"version": case.version, "file": SimpleUploadedFile("a.pdf", b"x")})
    either.post(at(case, "svara/"), {"version": case.version, "file": pdf("protokoll.pdf")})

    assert [answer.status_code for answer in (missing, refused)] == [HTTPStatus.BAD_REQUEST] * 2
    assert [one.original_name for one in case.attachments.all()] == ["plan.pdf", "protokoll.pdf"]


def test_an_answer_to_a_case_that_has_moved_on_is_refused_and_kept_in_the_form(either, case, kb):
    ask(case, kb, "body")
    old = case.version
    workflow.comment(case, kb, "Skynda.", CommentAudience.INTERNAL)
    answer = either.post(at(case, "svara/"), {"version": old, "body": "Kommunstyrelsen"})

    assert (answer.status_code, answer.context["form"]["body"].value()) == (HTTPStatus.CONFLICT, "Kommunstyrelsen")


def test_the_course_tells_why_the_region_was_passed_over_and_nothing_internal(either, case, kb):
    workflow.comment(case, kb, "Bara mellan oss.", CommentAudience.INTERNAL)
    workflow.decline(case, kb, "Planen är inte antagen.")
    content = either.get(at(case)).content.decode()

    assert ("Bara mellan oss." in content, "Planen är inte antagen." in content) == (False, True)
    assert [one.note for one in either.get(at(case)).context["moments"]][1] == "regionen har ingen handläggare just nu"


def test_a_case_is_taken_back_by_a_button_alone(either, case):
    assert either.get(at(case, "aterkalla/")).status_code == HTTPStatus.OK
    case.refresh_from_db()
    assert case.state == State.RECEIVED

    either.post(at(case, "aterkalla/"), {"version": case.version})
    case.refresh_from_db()
    assert (case.state, either.get(at(case)).context["may_withdraw"]) == (State.WITHDRAWN, False)


def test_the_receipt_tells_number_time_and_checksum(either, case):
    content = either.get(at(case, "kvitto/")).content.decode()

    assert all(words in content for words in (case.number, case.attachments.get().sha256, "Östhammars kommun"))


def test_a_file_is_handed_out_as_it_came_and_never_opened_by_the_site(either, case):
    answer = either.get(at(case, f"fil/{case.attachments.get().pk}/"))

    assert b"".join(answer.streaming_content) == hostile.pdf()
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]) == ("sandbox", "nosniff")


@pytest.mark.parametrize("page", PAGES)
def test_another_organisation_is_not_told_that_the_case_exists(case, page):
    other = Client()
    other.force_login(MembershipFactory().user)
    file = at(case, f"fil/{case.attachments.get().pk}/")

    assert [other.get(address).status_code for address in (at(case, page), file)] == [HTTPStatus.NOT_FOUND] * 2
    assert other.post(at(case, "aterkalla/"), {}).status_code == HTTPStatus.NOT_FOUND
    assert list(other.get("/mina-sidor/arenden/").context["object_list"]) == []


def test_a_file_of_another_case_is_not_handed_out(signed_in, osthammar):
    own, other = SubmissionFactory(organisation=osthammar), SubmissionFactory(organisation=osthammar)
    store_file(pdf(), "utkast").bind_to(other)

    address = at(own, f"fil/{other.attachments.get().pk}/")
    assert signed_in.get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_link_shows_the_cases_that_were_sent_by_it_and_no_others(guest, osthammar):
    other = SubmissionFactory(organisation=osthammar)

    assert list(guest.get("/mina-sidor/arenden/").context["object_list"]) == []
    assert guest.get(at(other)).status_code == HTTPStatus.NOT_FOUND


def test_a_reader_of_the_organisation_sees_no_cases(client, osthammar):
    client.force_login(MembershipFactory(organisation=osthammar, role="lasare").user)
    case = SubmissionFactory(organisation=osthammar)

    assert client.get(at(case)).status_code == HTTPStatus.NOT_FOUND
    assert client.get("/mina-sidor/skicka/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_case_as_for_three(signed_in, osthammar, django_assert_num_queries, count):
    SubmissionFactory.create_batch(count, organisation=osthammar)
    signed_in.get("/mina-sidor/arenden/")
    with django_assert_num_queries(7):
        signed_in.get("/mina-sidor/arenden/")
