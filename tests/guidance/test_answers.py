"""Did this help? What a reader may answer, and what of it is kept."""

import re

import pytest
from django.core.exceptions import ValidationError

from guidance.models import GuidanceAnswer, GuidancePage, GuidanceStepPage

PAGE = "/vagledning/skriva-en-plan/"
FORM = f"{PAGE}svar/"


def kept():
    return list(GuidanceAnswer.objects.order_by("pk").values_list("page__slug", "verdict", "text"))


@pytest.fixture(autouse=True)
def guidance(publish):
    publish(steps=[("Börja", [])])


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}borja/"])
def test_an_answer_is_kept_with_its_page(client, path):
    answer = client.post(f"{path}svar/", {"verdict": "delvis", "text": "Fler exempel."})

    assert (answer.status_code, answer["Location"]) == (302, f"{path}svar/?tack=1")
    assert kept() == [(path.rstrip("/").rpartition("/")[2], "delvis", "Fler exempel.")]
    assert "Tack för ditt svar" in client.get(f"{path}svar/?tack=1").text


def test_who_answers_again_changes_the_answer(client):
    client.post(FORM, {"verdict": "nej"})
    client.post(FORM, {"verdict": "ja", "text": "Nu förstår jag."})

    assert kept() == [("skriva-en-plan", "ja", "Nu förstår jag.")]


def test_readers_answer_apart(client, django_user_model):
    client.post(FORM, {"verdict": "nej"})
    client.cookies.clear()
    client.post(FORM, {"verdict": "ja"})

    assert [verdict for _page, verdict, _text in kept()] == ["nej", "ja"]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"text": "Mina ord."}, "Välj ja, delvis eller nej."),
        ({"verdict": "kanske", "text": "Mina ord."}, "kanske"),
        ({"verdict": "ja", "text": "Mina ord. " + "x" * 500}, "500"),
        ({"verdict": "ja", "text": "Mina ord.\x00"}, "Null"),
    ],
)
def test_a_bad_answer_is_refused_and_its_words_kept(client, sent, message):
    answer = client.post(FORM, sent)

    assert (answer.status_code, kept()) == (400, [])
    assert message in answer.text
    assert "Mina ord." in answer.text


def test_a_machine_is_thanked_and_nothing_kept(client):
    answer = client.post(FORM, {"verdict": "ja", "website": "http://example.org"})

    assert (answer.status_code, kept()) == (302, [])


def test_without_the_token_nothing_is_taken(client):
    client.handler.enforce_csrf_checks = True

    assert client.post(FORM, {"verdict": "ja"}).status_code == 403
    assert kept() == []


def test_nothing_is_asked_of_a_printed_page(client):
    assert "svar/?val=" not in client.get(f"{PAGE}utskrift/").text


def test_a_choice_on_the_page_is_chosen_in_the_form(client):
    [way] = re.findall(r'href="([^"]*val=delvis)"', client.get(PAGE).text)

    assert way == f"{FORM}?val=delvis"
    assert re.findall(r'value="(\w+)"[^>]* checked', client.get(way).text) == ["delvis"]


@pytest.mark.parametrize("chosen", ["kanske", "", "\x00", "<b>"])
def test_a_choice_that_does_not_exist_is_none(client, chosen):
    answer = client.get(FORM, {"val": chosen})

    assert (answer.status_code, re.findall(" checked", answer.text)) == (200, [])


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}borja/"])
def test_the_page_itself_is_everybodys(client, path):
    answer = client.get(path)

    assert ("csrfmiddlewaretoken" in answer.text, list(answer.cookies)) == (False, [])


def test_a_draft_is_not_answered(client):
    GuidancePage.objects.get().unpublish()

    assert client.get(FORM).status_code == 404


@pytest.mark.parametrize("slug", ["svar", "utskrift"])
def test_a_step_does_not_take_the_address_of_its_product(slug):
    step = GuidanceStepPage.objects.get()
    step.slug = slug

    with pytest.raises(ValidationError) as refused:
        step.full_clean()
    assert refused.value.message_dict == {"slug": ["Produkten har själv en sida på den här adressen. Välj en annan."]}
