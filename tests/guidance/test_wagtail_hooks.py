"""What editors see of guidance in the admin."""

import pytest

from guidance.models import GuidanceAnswer


def answer(page, *verdicts):
    for verdict in verdicts:
        GuidanceAnswer.objects.create(page=page, verdict=verdict, text=f"Ord om {verdict}")


def test_the_list_counts_answers_of_product_and_steps(editor, publish):
    page = publish(steps=[("Börja", [])])
    answer(page, "ja", "ja", "nej")
    answer(page.get_children().get(), "ja")

    html = editor.get("/admin/vagledning/").text

    assert "3 ja, 0 delvis, 1 nej" in html


def test_editors_read_and_export_answers(editor, publish):
    answer(publish(), "delvis")

    assert "Ord om delvis" in editor.get("/admin/svar-pa-vagledning/").text
    csv = editor.get("/admin/svar-pa-vagledning/?export=csv").getvalue().decode()
    assert "Skriva en plan,delvis,Ord om delvis," in csv


@pytest.mark.parametrize("path", ["new/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_writes_them_here(editor, publish, path):
    answer(publish(), "nej")
    pk = GuidanceAnswer.objects.get().pk

    response = editor.post(f"/admin/svar-pa-vagledning/{path.format(pk=pk)}", {"verdict": "ja"})

    assert response.status_code == 302
    assert list(GuidanceAnswer.objects.values_list("verdict", flat=True)) == ["nej"]
