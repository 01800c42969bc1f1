"""Guidance products and feedback in the admin."""

import pytest
from django.contrib.auth.models import Permission

from guidance.models import GuidanceFeedback


def give_feedback(page, *values):
    for helpful in values:
        GuidanceFeedback.objects.create(page=page, helpful=helpful, text=f"Ord om {helpful}")


def test_list_counts_feedback_on_product_and_steps(editor, publish):
    page = publish(steps=[("Börja", [])])
    give_feedback(page, "ja", "ja", "nej")
    give_feedback(page.get_children().get(), "ja")

    html = editor.get("/admin/vagledning/").text

    assert "3 ja, 0 delvis, 1 nej" in html


def test_editors_read_and_export_feedback(editor, publish):
    give_feedback(publish(), "delvis")

    assert "Ord om delvis" in editor.get("/admin/svar-pa-vagledning/").text
    csv = editor.get("/admin/svar-pa-vagledning/?export=csv").getvalue().decode()
    assert "Skriva en plan,Delvis,Ord om delvis," in csv


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "delete/{pk}/"])
def test_feedback_cannot_be_written_in_the_admin(editor, publish, path):
    give_feedback(publish(), "nej")
    pk = GuidanceFeedback.objects.get().pk

    response = editor.post(f"/admin/svar-pa-vagledning/{path.format(pk=pk)}", {"helpful": "ja"})

    assert response.status_code == 302
    assert list(GuidanceFeedback.objects.values_list("helpful", flat=True)) == ["nej"]


def test_an_editor_marks_a_no_as_handled_and_takes_it_back(editor, publish):
    give_feedback(publish(), "nej")
    feedback = GuidanceFeedback.objects.get()
    waiting = "/admin/svar-pa-vagledning/?helpful=nej&hanterad=nej"

    def mark(handled):
        response = editor.post(
            f"/admin/svar-pa-vagledning/{feedback.pk}/hanterad/", {"handled": handled, "next": waiting}
        )
        feedback.refresh_from_db()
        return response.url, str(feedback.handled_by), "Ord om nej" in editor.get(waiting).text

    assert mark("ja") == (waiting, "kb@example.org", False)
    assert "kb@example.org, 20" in editor.get("/admin/svar-pa-vagledning/").text
    assert mark("nej") == (waiting, "None", True)


def test_feedback_that_its_reader_changes_is_to_be_handled_again(editor, publish, client):
    page = publish()
    address = f"{page.url}svar/"
    client.post(address, {"helpful": "nej", "text": "Oklart"})
    feedback = GuidanceFeedback.objects.get()
    editor.post(f"/admin/svar-pa-vagledning/{feedback.pk}/hanterad/", {"handled": "ja"})

    client.post(address, {"helpful": "nej", "text": "Fortfarande oklart"})

    feedback.refresh_from_db()
    assert (feedback.text, feedback.handled_at, feedback.handled_by) == ("Fortfarande oklart", None, None)


def test_feedback_is_handled_by_those_with_the_permission_alone(client, publish, django_user_model):
    give_feedback(publish(), "nej")
    user = django_user_model.objects.create_user("andra@example.org", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    response = client.post(f"/admin/svar-pa-vagledning/{GuidanceFeedback.objects.get().pk}/hanterad/")

    assert (response.status_code, GuidanceFeedback.objects.get().handled_at) == (302, None)
