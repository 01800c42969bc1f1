"""Internal notes: written in the admin on plans, editions and organisations, and shown there."""

from django.urls import reverse

from tests.factories.library_plans import EditionFactory


def test_the_note_of_an_edition_is_written_and_shown_on_its_plan(editor):
    edition = EditionFactory()

    editor.post(reverse("library_plans_edition_note", args=[edition.pk]), {"internal_note": "Ring arkivet"})

    edition.refresh_from_db()
    assert edition.internal_note == "Ring arkivet"
    page = editor.get(reverse("plans:edit", args=[edition.plan_id])).content.decode()
    assert page.count("Ring arkivet") == 1


def test_others_than_editors_do_not_read_it(client, django_user_model):
    edition = EditionFactory(internal_note="Ring arkivet")
    client.force_login(django_user_model.objects.create_user("x@example.org", password="x"))

    response = client.get(reverse("library_plans_edition_note", args=[edition.pk]))

    assert (response.status_code, "Ring arkivet" in response.content.decode()) == (302, False)
