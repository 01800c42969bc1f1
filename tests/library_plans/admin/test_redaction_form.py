"""Redactions are made in the admin, and afterwards only ended."""

import datetime as dt

import pytest
from django.urls import reverse

from library_plans.models import Redaction
from tests.factories.library_plans import (
    EditionFactory,
    PassageFactory,
)
from tests.library_plans.admin.plan_form import PageText, form_errors


def test_redaction_says_when_the_words_are_not_there(editor):
    passage = PassageFactory(text="Skriv till Namn Namnsson.")
    data = {
        "edition": passage.edition_id,
        "page_number": 1,
        "words": "någon annan",
        "reason": "Personuppgift",
        "legal_ground": "GDPR",
    }

    response = editor.post(reverse("redactions:add"), data, follow=True)

    row = Redaction.objects.get()
    assert (row.not_found, row.decided_by) == (True, editor.user)
    assert "Orden hittades inte på sidan, så hela sidan är dold." in " ".join(PageText(response.content).texts)


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"page_number": 2}, "page_number", "Utgåvan har sidorna 1 till 1."),
        ({"page_number": ""}, "page_number", "Ange på vilken sida orden står."),
        ({"reason": ""}, "reason", "Det här fältet är obligatoriskt"),
    ],
)
def test_a_wrong_redaction_is_refused_at_its_field(editor, values, field, message):
    edition = EditionFactory()
    data = {"edition": edition.pk, "page_number": 1, "words": "Namn", "reason": "x", "legal_ground": "y", **values}

    response = editor.post(reverse("redactions:add"), data)

    assert form_errors(response) == {field: [message]}


def test_a_redaction_can_be_ended_but_its_words_cannot_be_changed(editor):
    passage = PassageFactory(text="Namn Namnsson")
    row = Redaction.objects.create(
        edition=passage.edition, page_number=1, words="Namn", reason="x", legal_ground="y", decided_by=editor.user
    )
    data = {"words": "annat", "page_number": 9, "reason": "ny", "legal_ground": "y", "until": "2030-01-01"}

    editor.post(reverse("redactions:edit", args=[row.pk]), data)

    row.refresh_from_db()
    assert (row.words, row.page_number, row.reason, row.until) == ("Namn", 1, "ny", dt.date(2030, 1, 1))
