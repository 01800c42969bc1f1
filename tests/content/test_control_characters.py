"""Control characters are taken out of every text before it is saved."""

import json

import pytest
from wagtail.models import Revision

from accounts.models import User
from content.control_characters import clean_json, without_control_characters
from home.models import InformationPage
from tests.factories.pages import InformationPageFactory
from themes.models import Theme


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Träffpunkt:\x0bPlanen", "Träffpunkt: Planen"),  # PowerPoint's line break
        ("ny\x0csida", "ny sida"),
        ("rad\u2028rad", "rad rad"),
        ("nästa\x85rad", "nästa rad"),
        ("b\x00i\x08b\x1bl\x7fi\x9fo\ufffet\uffffek", "bibliotek"),
        ("rad\r\n\trad", "rad\r\n\trad"),
        ("👩\u200d👧 sámi ‘ö’", "👩\u200d👧 sámi ‘ö’"),
    ],
)
def test_control_characters_are_taken_out(text, cleaned):
    assert without_control_characters(text) == cleaned
    assert clean_json({"a": [text, {text: 1}], "b": None}) == {"a": [cleaned, {cleaned: 1}], "b": None}


@pytest.mark.django_db
def test_page_its_blocks_and_its_draft_are_cleaned(empty_site):
    body = [("text", "<p>Så\x0bhär.</p>"), ("question", {"question": "Vem\x0cda?", "answer": "<p>Vi\x00.</p>"})]
    page = InformationPageFactory(title="Om\x0bplaner", body=body)
    page.save_revision().publish()

    stored = InformationPage.objects.get(pk=page.pk)
    assert (stored.title, [str(block.value) for block in stored.body][:1]) == ("Om planer", ["<p>Så här.</p>"])
    assert dict(stored.body[1].value)["question"] == "Vem da?"
    content = Revision.objects.get().content
    assert (content["title"], json.loads(content["body"])[1]["value"]["question"]) == ("Om planer", "Vem da?")


@pytest.mark.django_db
def test_rows_of_the_register_and_fields_that_are_not_loaded_are_left_as_they_are():
    theme = Theme.objects.create(slug="tema", name="Läs\x0bning", terms="läsning\nläs\x00are")
    user = User.objects.create_user("a@example.org", password="x")
    User.objects.defer("email").get(pk=user.pk).save()

    theme.refresh_from_db()
    assert (theme.name, theme.terms) == ("Läs ning", "läsning\nläsare")
    assert User.objects.get().email == "a@example.org"
