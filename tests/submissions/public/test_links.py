"""Links for those without account: one organisation, some time, nothing by being opened, nothing in a log."""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from library_plans.models import OwnerConfirmation
from submissions.access_links import issue_link
from submissions.models import AccessLink, Submission, SubmissionDraft
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory
from tests.submissions.public.typed import SHARED, button

CONFIRM = "/mina-sidor/organisation/0382/stammer/"
LINKS = "/mina-sidor/lankar/"


def token_of(path: str) -> str:
    return path.partition("=")[2]


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def test_the_link_of_a_mail_leads_to_the_question_and_changes_nothing(link):
    reader = Client()
    opened = reader.get(link[1])
    assert (opened.url, opened["Referrer-Policy"]) == ("/lank/", "no-referrer")
    assert reader.get("/lank/").url == CONFIRM

    page = reader.get(CONFIRM).content.decode()
    assert (page.count("<button"), token_of(link[1]) in page) == (1, False)
    assert not OwnerConfirmation.objects.exists()


def test_one_button_confirms_and_the_day_is_public(guest, link):
    guest.post(CONFIRM)

    confirmation = OwnerConfirmation.objects.get()
    assert (confirmation.organisation, confirmation.confirmed_by) == (link[0].organisation, None)
    assert "Östhammars kommun bekräftade den" in Client().get("/planer/0382-osthammar/").content.decode()


def test_the_token_is_stored_nowhere_but_as_its_hash(link):
    reader = Client()
    reader.get(link[1])
    token = token_of(link[1])

    assert AccessLink.objects.get().token_hash != token
    assert token not in str(dict(reader.session))


@pytest.mark.parametrize("how", ["revoked", "expired", "another token"])
def test_a_link_that_no_longer_opens_says_so_and_lets_nobody_in(link, guest, how):
    if how == "another token":
        newcomer = Client()
        newcomer.get(link[1] + "x")
        assert newcomer.get("/lank/").status_code == HTTPStatus.GONE
        return
    if how == "revoked":
        AccessLink.objects.update(revoked_at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=31 if how == "expired" else 0)):
        assert guest.get("/lank/").status_code == HTTPStatus.GONE
        assert guest.get(CONFIRM).url == f"/logga-in/?next={CONFIRM}"


def test_a_form_that_is_sent_after_the_link_was_revoked_is_kept_in_the_answer(guest):
    AccessLink.objects.update(revoked_at=timezone.now())
    answer = guest.post("/mina-sidor/skicka/tema/", button(**SHARED))

    assert (answer.status_code, Submission.objects.count()) == (HTTPStatus.FORBIDDEN, 0)
    assert ("text", SHARED["text"]) in answer.context["fields"]


@pytest.mark.parametrize(
    "path",
    ["organisation/0380/", "organisation/0380/stammer/", "skicka/?for=0380", "skicka/tema/?for=0380", "lankar/", ""],
)
def test_a_link_opens_nothing_but_its_own_organisation(guest, path):
    OrganisationFactory(code="0380", name="Uppsala")
    answer = guest.get(f"/mina-sidor/{path}")

    assert answer.status_code == HTTPStatus.NOT_FOUND or answer.url.startswith("/logga-in/")


def test_a_draft_belongs_to_its_link_alone(guest, signed_in):
    guest.post("/mina-sidor/skicka/tema/", button("spara", title="Halvfärdigt"))
    address = f"/mina-sidor/utkast/{SubmissionDraft.objects.get().key}/"

    assert [one.get(address).status_code for one in (guest, signed_in)] == [HTTPStatus.OK, HTTPStatus.NOT_FOUND]
    taken = signed_in.post("/mina-sidor/skicka/tema/", button(key=SubmissionDraft.objects.get().key, **SHARED))
    assert (taken.status_code, Submission.objects.count()) == (HTTPStatus.NOT_FOUND, 0)


def test_a_region_sends_a_link_to_a_municipality_of_its_county(at_work, osthammar, officer):
    at_work.post(LINKS, {"organisation": "0382", "email": "Bibliotek@osthammar.example"})

    assert mail.outbox[0].to == ["bibliotek@osthammar.example"]
    link = AccessLink.objects.get()
    assert (link.organisation, link.sent_by) == (osthammar, officer)
    path = re.search(r"/lank/\S+", mail.outbox[0].body)[0]
    assert AccessLink.objects.open().with_token(token_of(path)).get() == link


@pytest.mark.parametrize(
    "typed",
    [{"organisation": "1286", "email": "a@b.example"}, {"organisation": "0382", "email": "a"}, {"organisation": ""}],
)
def test_a_link_to_another_county_or_to_no_address_is_refused(at_work, osthammar, typed):
    OrganisationFactory(code="1286", name="Ystad", county_code="12")
    answer = at_work.post(LINKS, typed)

    assert (answer.status_code, mail.outbox, AccessLink.objects.count()) == (HTTPStatus.OK, [], 0)
    assert answer.context["form"].errors


def test_a_region_revokes_its_own_links_and_no_others(at_work, link):
    AccessLink.objects.create(
        organisation=OrganisationFactory(code="1286", county_code="12"),
        email="a@b.example",
        token_hash="x",
        expires_at=timezone.now() + timedelta(days=1),
    )
    answers = {one.organisation.code: at_work.post(f"{LINKS}{one.pk}/aterkalla/") for one in AccessLink.objects.all()}

    assert {code: answer.status_code for code, answer in answers.items()} == {"0382": 302, "1286": 404}
    assert [one.organisation.code for one in AccessLink.objects.open()] == ["1286"]


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READER])
def test_municipalities_send_no_links(client, osthammar, role):
    client.force_login(MembershipFactory(organisation=osthammar, role=role).user)

    assert client.get(LINKS).status_code == HTTPStatus.FORBIDDEN


def test_a_link_about_a_case_leads_there(guest, osthammar):
    guest.post("/mina-sidor/skicka/tema/", button(addressed_to=["nation"], **SHARED))
    case, reader = Submission.objects.get(), Client()
    reader.get(issue_link(osthammar, "bibliotek@osthammar.example", submissions=[case])[1], follow=True)

    followed = reader.get(f"/lank/?arende={case.number}")
    assert followed.url == f"/mina-sidor/arenden/{case.number}/"
    assert reader.get(followed.url).status_code == HTTPStatus.OK
    assert reader.get("/lank/?arende=2026-9999").url == CONFIRM
