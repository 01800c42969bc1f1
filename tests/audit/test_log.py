"""What the log holds, that it does not change, and for how long it is kept."""

from datetime import timedelta
from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import Role
from accounts.groups import sync_groups
from audit.choices import Action
from audit.log import record
from audit.models import AuditEvent
from organisations.models import OrganisationKind
from tests.factories.accounts import MembershipFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db
PASSWORD = "en lång mening"


@pytest.fixture
def officer():
    user = MembershipFactory(organisation=RegionFactory(), role=Role.REGION_OFFICER).user
    user.set_password(PASSWORD)
    user.save()
    AuditEvent.objects.all().delete()
    return user


@pytest.fixture
def editor(client, prepared_site):
    kb = OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, county_code="")
    user = MembershipFactory(organisation=kb, role=Role.KB_EDITOR).user
    sync_groups()
    client.force_login(user)
    AuditEvent.objects.all().delete()
    return user


def logged() -> list[tuple]:
    rows = AuditEvent.objects.order_by("pk").values_list("action", "user__email", "roles", "organisation", "path")
    return list(rows)


def test_sign_in_and_out_are_logged_with_the_roles_of_the_day(client, officer):
    client.post("/logga-in/", {"login": officer.email, "password": PASSWORD})
    client.post("/logga-ut/")

    roles = "regional-handlaggare@03"
    assert logged() == [("inloggad", officer.email, roles, "", ""), ("utloggad", officer.email, roles, "", "")]


@pytest.mark.parametrize(("known", "found"), [(True, "person"), (False, None)])
def test_failed_sign_in_names_nobody_who_has_no_account(client, officer, known, found):
    email = officer.email if known else "okand@example.org"

    client.post("/logga-in/", {"login": email, "password": "fel"})

    assert logged() == [("misslyckad-inloggning", officer.email if found else None, "", "", "")]
    assert "okand" not in str(list(AuditEvent.objects.values()))


def test_refusal_is_logged_with_its_address_and_without_its_query(client, officer):
    OrganisationFactory(code="2180", county_code="21")
    client.force_login(officer)
    AuditEvent.objects.all().delete()

    answer = client.get("/mina-sidor/behorigheter/2180/?q=hemligt")

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert logged() == [("nekad", officer.email, "regional-handlaggare@03", "", "/mina-sidor/behorigheter/2180/")]


@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize("lacks_admin", [False, True])
def test_refusal_of_the_admin_is_logged_once_whether_it_leads_away_or_answers_403(
    client, editor, officer, lacks_admin, script
):
    """The editor lacks a right, the officer, who is in no group yet, the admin."""
    user = officer if lacks_admin else editor
    client.force_login(user)
    AuditEvent.objects.all().delete()

    answer = client.get("/admin/workflows/list/", headers={"x-requested-with": "XMLHttpRequest"} if script else {})

    assert answer.status_code == (HTTPStatus.FORBIDDEN if script else HTTPStatus.FOUND)
    assert [(action, email, path) for action, email, _roles, _organisation, path in logged()] == [
        ("nekad", user.email, "/admin/workflows/list/")
    ]


def test_a_stranger_at_the_admin_is_no_refusal(client):
    assert client.get("/admin/").status_code == HTTPStatus.FOUND
    assert logged() == []


def test_roles_and_invitations_are_logged_with_their_organisation(client, officer):
    municipality = OrganisationFactory(code="0382")
    client.force_login(officer)
    AuditEvent.objects.all().delete()

    client.post("/mina-sidor/behorigheter/0382/", {"email": "ny@example.org", "role": Role.CONTRIBUTOR})
    member = MembershipFactory(organisation=municipality)
    client.post(f"/mina-sidor/behorigheter/0382/{member.pk}/avsluta/")

    assert [(action, user, organisation) for action, user, _roles, organisation, _path in logged()] == [
        ("inbjudan", officer.email, "0382"),
        ("uppdrag", member.user.email, "0382"),
        ("uppdrag-andrat", member.user.email, "0382"),
    ]


def test_exports_of_the_admin_are_logged(client, editor):
    answer = client.get("/admin/logg/?export=csv")

    assert answer.status_code == HTTPStatus.OK
    b"".join(answer.streaming_content)
    assert logged() == [("export", editor.email, "kb-redaktor@2021001710", "", "/admin/logg/")]


def test_event_does_not_change(officer):
    record(Action.SIGNED_IN, user=officer)
    event = AuditEvent.objects.get()
    event.action = Action.SIGNED_OUT

    with pytest.raises(ValueError, match="does not change"):
        event.save()

    assert [action for action, *_rest in logged()] == ["inloggad"]


def test_log_is_read_by_kb_and_by_nobody_else(client, editor, officer):
    member = MembershipFactory().user
    assert member.email in client.get("/admin/logg/").content.decode()

    sync_groups()
    region = Client()
    region.force_login(officer)
    for path in ("/admin/logg/", "/admin/logg/resultat/", "/admin/logg/?export=csv"):
        assert region.get(path).url == "/admin/"
        assert member.email not in region.get(path, follow=True).content.decode()


def test_list_costs_the_same_with_more_events(client, editor, officer):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/logg/resultat/")
        return len(queries)

    cost()
    record(Action.SIGNED_IN, user=officer)
    one = cost()
    for _number in range(3):
        record(Action.SIGNED_IN, user=MembershipFactory().user)

    assert cost() == one


@pytest.mark.parametrize(
    ("action", "days", "kept"),
    [
        (Action.SIGNED_IN, 180, 1),
        (Action.SIGNED_IN, 181, 0),
        (Action.REFUSED, 181, 0),
        (Action.ROLE_GIVEN, 181, 1),
        (Action.ROLE_GIVEN, 5 * 365 + 1, 0),
    ],
)
def test_events_are_kept_as_long_as_their_kind_is(action, days, kept):
    AuditEvent.objects.create(action=action, at=timezone.now() - timedelta(days=days, seconds=-5))

    call_command("prune_audit_log", stdout=StringIO())

    assert AuditEvent.objects.count() == kept


def test_nothing_is_logged_while_the_site_is_read_only(settings, officer):
    settings.READ_ONLY = True

    record(Action.SIGNED_IN, user=officer)

    assert AuditEvent.objects.count() == 0
