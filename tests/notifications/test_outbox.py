"""Letters wait until somebody has read them; what somebody else has done is told, not undone."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.groups import sync_groups
from notifications.choices import NoticeState
from notifications.models import Notice
from notifications.outbox import AlreadyDecided, discard, rewrite, send_again, send_on
from organisations.models import OrganisationKind
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.notifications import NoticeFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    return NoticeFactory(
        state=NoticeState.HELD, reason="provbeslut", user=None, address="sandare@example.org", about="2026-0001"
    )


def test_letter_leaves_with_the_words_that_were_seen(held, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(held.pk, "Nytt ämne", "Ny text")
    assert mail.outbox == []

    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        send_on(held.pk, user, "Nytt ämne", "Nyare text")

    [message] = mail.outbox
    held.refresh_from_db()
    assert (message.to, message.subject) == (["sandare@example.org"], "Nytt ämne")
    assert message.body.startswith("Nyare text")
    assert (held.state, held.text, held.decided_by) == ("skickat", "Nyare text", user)


def test_letter_that_is_discarded_is_kept_and_never_sent(held, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        discard(held.pk, UserFactory())

    held.refresh_from_db()
    assert (held.state, mail.outbox) == ("kastat", [])


@pytest.mark.parametrize("act", [lambda pk, user: send_on(pk, user, "Annat", "Annat"), discard])
@pytest.mark.parametrize("state", [state for state in NoticeState if state != NoticeState.HELD])
def test_the_second_is_told_what_the_first_did(held, act, state):
    Notice.objects.update(state=state)

    with pytest.raises(AlreadyDecided) as raised:
        act(held.pk, UserFactory())

    held.refresh_from_db()
    assert (raised.value.notice.state, held.state, held.subject) == (state, state, "Ämne")


def test_what_was_sent_is_not_sent_again(held):
    Notice.objects.update(state=NoticeState.SENT)

    with pytest.raises(AlreadyDecided):
        send_again(held.pk)


@pytest.fixture
def people(client, prepared_site):
    """An editor of KB, and officers of two regions."""
    call_command("setup_site", verbosity=0)
    kb = OrganisationFactory(code="2021001710", kind=OrganisationKind.NATIONAL, county_code="")
    people = {"kb": MembershipFactory(organisation=kb, role=Role.KB_EDITOR).user}
    for county in ("03", "04"):
        region = RegionFactory(code=county, region_code=county, county_code=county, display_name=f"Region {county}")
        people[county] = MembershipFactory(organisation=region, role=Role.REGION_OFFICER).user
    sync_groups()
    return people


@pytest.fixture
def letter(people, held):
    held.organisation = OrganisationFactory(code="0380", county_code="03")
    held.region_sends = True
    held.save()
    return held


@pytest.mark.parametrize(("who", "may"), [("kb", True), ("03", True), ("04", False)])
def test_only_kb_and_the_region_that_a_letter_names_see_and_send_it(
    client, people, letter, who, may, django_capture_on_commit_callbacks
):
    client.force_login(people[who])
    address = f"/admin/utskick/{letter.pk}/"

    listed = letter.subject in client.get("/admin/utskick/", {"about": letter.about}).text
    status = client.get(address).status_code
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"action": "send", "subject": "Ämne", "text": "Text"})

    assert (listed, status, len(mail.outbox)) == ((True, 200, 1) if may else (False, 404, 0))


def test_a_letter_of_kbs_is_not_seen_by_the_region_before_it_is_sent(client, people, letter):
    Notice.objects.update(region_sends=False)
    client.force_login(people["03"])
    assert client.get(f"/admin/utskick/{letter.pk}/").status_code == 404

    Notice.objects.update(state=NoticeState.FAILED)
    assert client.get(f"/admin/utskick/{letter.pk}/").status_code == 200
    assert client.post(f"/admin/utskick/{letter.pk}/", {"action": "again"}).status_code in (302, 403)
    letter.refresh_from_db()
    assert letter.state == NoticeState.FAILED


def test_screen_shows_recipient_and_text_and_keeps_what_was_typed_wrongly(client, people, letter):
    client.force_login(people["kb"])
    address = f"/admin/utskick/{letter.pk}/"
    assert "sandare@example.org" in client.get(address).text

    answer = client.post(address, {"action": "send", "subject": "", "text": "Behåll mig"})

    letter.refresh_from_db()
    assert (answer.status_code, "Behåll mig" in answer.text, letter.state) == (200, True, "hallet")


@pytest.mark.parametrize("action", ["", "delete", "send\0"])
def test_unknown_buttons_do_nothing(client, people, letter, action):
    client.force_login(people["kb"])

    client.post(f"/admin/utskick/{letter.pk}/", {"action": action, "subject": "Annat", "text": "Annat"})

    letter.refresh_from_db()
    assert (letter.state, letter.subject) == ("hallet", "Ämne")


def test_moderator_who_comes_too_late_is_told_who_was_first(client, people, letter):
    send_on(letter.pk, people["03"], "Ämne", "Text")
    client.force_login(people["kb"])

    page = client.post(f"/admin/utskick/{letter.pk}/", {"action": "discard"}, follow=True).text

    assert people["03"].email in page
    letter.refresh_from_db()
    assert letter.state == NoticeState.QUEUED


def test_list_of_three_costs_as_many_queries_as_of_one(client, people):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/admin/utskick/").status_code == 200
        return len(captured)

    client.force_login(people["kb"])
    NoticeFactory(organisation=OrganisationFactory(county_code="03"))
    queries()
    one = queries()
    NoticeFactory.create_batch(2, organisation=OrganisationFactory(county_code="04"))

    assert queries() == one


@pytest.mark.parametrize(("who", "count"), [("kb", 2), ("03", 1), ("04", 0)])
def test_workbench_counts_what_its_list_shows(client, people, letter, who, count):
    NoticeFactory(state=NoticeState.HELD)
    client.force_login(people[who])

    row = BeautifulSoup(client.get("/admin/").text, "html.parser").find(id="att-gora-utkorg")
    address = row.th.a["href"] if row else f"/admin/utskick/?state={NoticeState.HELD}"
    exported = client.get(f"{address}&export=csv").getvalue().decode()

    assert (int(row.td.text) if row else 0, len(exported.splitlines()) - 1) == (count, count)


def test_log_is_filtered_and_taken_out(client, people):
    client.force_login(people["kb"])
    NoticeFactory(about="2026-0001", state=NoticeState.BOUNCED, user__email="a@example.org")
    NoticeFactory(about="2026-0002", user__email="b@example.org")

    for query in ({"about": "2026-0001"}, {"state": "studsat"}):
        exported = client.get("/admin/utskick/", {**query, "export": "csv"}).getvalue().decode()
        assert ("a@example.org" in exported, "b@example.org" in exported) == (True, False)
