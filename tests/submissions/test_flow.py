"""The whole course of a plan, with three regions: from a form to the register; other regions are told nothing."""

from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client

from accounts.choices import Role
from accounts.groups import sync_groups
from library_plans.models import Plan
from organisations.models import Organisation
from search.indexing import rebuild
from submissions.choices import State, Step
from submissions.models import Submission
from tests.factories.accounts import MembershipFactory
from tests.library_plans.batches.documents import plan_file
from tests.submissions.public.typed import button

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site"), pytest.mark.slow]
REGIONS = ("03", "04", "05")


@pytest.fixture
def clients():
    """A municipality's contributor, the officers of three regions and KB, each signed in."""
    places = {code: Organisation.objects.get(region_code=code) for code in REGIONS}
    people = {code: MembershipFactory(organisation=place, role=Role.REGION_OFFICER) for code, place in places.items()}
    people["kb"] = MembershipFactory(organisation=Organisation.objects.get(kind="national"), role=Role.KB_EDITOR)
    people["0382"] = MembershipFactory(organisation=Organisation.objects.get(code="0382"))
    sync_groups()
    signed_in = {name: Client() for name in people}
    for name, client in signed_in.items():
        client.force_login(people[name].user)
    signed_in["others"] = {people[code].user.email for code in REGIONS[1:]}
    return signed_in


@pytest.fixture
def act(clients, django_capture_on_commit_callbacks):
    """Does something on the desk, as somebody."""

    def act(name: str, case: Submission, action: str, **values) -> Submission:
        case.refresh_from_db()
        data = {f"{action}-{field}": value for field, value in {"seen": case.version, **values}.items()}
        with django_capture_on_commit_callbacks(execute=True):
            clients[name].post(f"/admin/arenden/{case.pk}/", {"action": action, **data})
        look_as_others(clients, case)
        case.refresh_from_db()
        return case

    return act


def look_as_others(clients, case: Submission) -> None:
    """Other regions see nothing: no page, no list, no file, no mail."""
    file = case.attachments.get().pk
    for code in REGIONS[1:]:
        for path in (f"/mina-sidor/arenden/{case.number}/", f"/mina-sidor/arenden/{case.number}/fil/{file}/"):
            assert clients[code].get(path).status_code == HTTPStatus.NOT_FOUND
        for path in (f"/admin/arenden/{case.pk}/", f"/admin/arenden/{case.pk}/filer/{file}/"):
            assert clients[code].get(path).status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.FOUND)
        for path in ("/mina-sidor/arenden/", "/admin/arenden/", "/admin/"):
            assert case.number not in clients[code].get(path).content.decode()
    assert [message.to for message in mail.outbox if clients["others"] & set(message.to)] == []


def test_a_plan_goes_from_the_form_to_the_register(clients, act, django_capture_on_commit_callbacks):
    municipality = clients["0382"]
    with django_capture_on_commit_callbacks(execute=True):
        first = "/mina-sidor/skicka/ny-plan/"
        address = municipality.post(first, button(file=plan_file("plan.html", "Östhammar"))).url
    form = municipality.get(address).context["form"]
    proposed = {name: form[name].value() or "" for name in form.fields}
    with django_capture_on_commit_callbacks(execute=True):
        municipality.post(address, button(**{**proposed, "dnr": ""}))
    case = Submission.objects.get()
    look_as_others(clients, case)
    assert (case.state, case.step) == (State.RECEIVED, Step.REGION)

    asked = act("03", case, "komplettering", fields_asked=["dnr"], message="Vilket diarienummer?")
    assert (asked.state, asked.requested_fields) == (State.COMPLETION, ["dnr"])
    with django_capture_on_commit_callbacks(execute=True):
        municipality.post(
            f"/mina-sidor/arenden/{case.number}/svara/", {"version": asked.version, "dnr": "KS 2023/1092"}
        )
    assert act("03", case, "tillstyrk").step == Step.KB
    assert act("03", case, "anta").state == State.IN_REVIEW  # the decision is KB's
    act("kb", case, "anta")

    plan = Plan.objects.get(title="Biblioteksplan för Östhammar kommun 2024–2027")
    assert plan.decisions.get().dnr == "KS 2023/1092"
    rebuild()
    reader = Client()
    assert reader.get(plan.get_absolute_url(), follow=True).status_code == HTTPStatus.OK
    assert "Biblioteksplan för Östhammar kommun" in reader.get("/sok/?q=besök").content.decode()
    assert plan.get_absolute_url() in municipality.get(f"/mina-sidor/arenden/{case.number}/").content.decode()
