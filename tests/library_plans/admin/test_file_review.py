"""A file that cannot be read, or only in part, is looked through by an editor and leaves the workbench."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from extraction.types import TextState
from library_plans.admin.workbench import file_rows
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


@pytest.fixture
def editor(client):
    client.user = User.objects.create_user("kb@example.org", password="x")
    client.user.groups.add(Group.objects.get(name="KB"))
    client.force_login(client.user)
    return client


@pytest.fixture
def edition():
    return EditionFactory(plan=OwnedPlanFactory(), state=TextState.DAMAGED)


def address(edition, view="granskad"):
    return f"/admin/utgavor/{edition.pk}/{view}/"


def waiting():
    return {row.name: row.count() for row in file_rows()}["olasbara"]


def test_a_file_that_was_looked_through_leaves_the_workbench_and_tells_who_found_what(editor, edition):
    assert waiting() == 1
    editor.post(address(edition), {"note": "Ägaren har ingen bättre fil."})

    edition.refresh_from_db()
    assert (waiting(), edition.reviewed_by, edition.review_note) == (0, editor.user, "Ägaren har ingen bättre fil.")
    assert "Ägaren har ingen bättre fil." in editor.get(f"/admin/planer/edit/{edition.plan_id}/").text


@pytest.mark.parametrize("note", ["", "   ", "x" * 256])
def test_it_is_said_what_was_found(editor, edition, note):
    response = editor.post(address(edition), {"note": note})

    assert (len(response.context["form"].errors["note"]), waiting()) == (1, 1)


@pytest.mark.parametrize(("view", "data"), [("granskad", {"undo": "ja"}), ("las-igen", {})])
def test_it_waits_again_when_that_is_taken_back_or_the_file_is_read_again(editor, edition, view, data):
    editor.post(address(edition), {"note": "Trasig."})
    editor.post(address(edition, view), data)

    edition.refresh_from_db()
    assert (edition.reviewed_at, edition.reviewed_by, edition.review_note) == (None, None, "")


def test_who_may_not_change_files_is_refused(client, edition):
    user = User.objects.create_user("annan@example.org", password="x")
    client.force_login(user)

    assert client.post(address(edition), {"note": "x"}).status_code == 302
    edition.refresh_from_db()
    assert edition.reviewed_at is None


def test_the_form_of_a_plan_registered_in_error_leads_to_where_that_is_taken_back(editor, edition):
    editor.post(f"/admin/felregistrerat/plan/{edition.plan_id}/", {"reason": "Fel kommun."})

    response = editor.get(f"/admin/planer/edit/{edition.plan_id}/")

    assert response.url == f"/admin/felregistrerat/plan/{edition.plan_id}/"
    assert "Fel kommun." in editor.get(response.url).text
