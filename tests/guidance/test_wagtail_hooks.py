"""Guidance products and feedback in the admin."""

import pytest

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
    assert "Skriva en plan,delvis,Ord om delvis," in csv


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "delete/{pk}/"])
def test_feedback_cannot_be_written_in_the_admin(editor, publish, path):
    give_feedback(publish(), "nej")
    pk = GuidanceFeedback.objects.get().pk

    response = editor.post(f"/admin/svar-pa-vagledning/{path.format(pk=pk)}", {"helpful": "ja"})

    assert response.status_code == 302
    assert list(GuidanceFeedback.objects.values_list("helpful", flat=True)) == ["nej"]
