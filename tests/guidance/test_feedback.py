"""The feedback form ("did this help?") and what is stored of it."""

import re

import pytest
from django.core.exceptions import ValidationError

from guidance.models import GuidanceFeedback, GuidancePage, GuidanceStepPage

PAGE_URL = "/vagledning/skriva-en-plan/"
FORM_URL = f"{PAGE_URL}svar/"


def stored():
    return list(GuidanceFeedback.objects.order_by("pk").values_list("page__slug", "helpful", "text"))


@pytest.fixture(autouse=True)
def guidance(publish):
    publish(steps=[("Börja", [])])


@pytest.mark.parametrize("path", [PAGE_URL, f"{PAGE_URL}borja/"])
def test_feedback_is_stored_with_its_page(client, path):
    answer = client.post(f"{path}svar/", {"helpful": "delvis", "text": "Fler exempel."})

    assert (answer.status_code, answer["Location"]) == (302, f"{path}svar/?tack=1")
    assert stored() == [(path.rstrip("/").rpartition("/")[2], "delvis", "Fler exempel.")]
    assert "Tack för ditt svar" in client.get(f"{path}svar/?tack=1").text


def test_second_feedback_of_a_reader_replaces_the_first(client):
    client.post(FORM_URL, {"helpful": "nej"})
    client.post(FORM_URL, {"helpful": "ja", "text": "Nu förstår jag."})

    assert stored() == [("skriva-en-plan", "ja", "Nu förstår jag.")]


def test_feedback_of_different_readers_is_separate(client, django_user_model):
    client.post(FORM_URL, {"helpful": "nej"})
    client.cookies.clear()
    client.post(FORM_URL, {"helpful": "ja"})

    assert [helpful for _page, helpful, _text in stored()] == ["nej", "ja"]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"text": "Mina ord."}, "Välj ja, delvis eller nej."),
        ({"helpful": "kanske", "text": "Mina ord."}, "kanske"),
        ({"helpful": "ja", "text": "Mina ord. " + "x" * 500}, "500"),
        ({"helpful": "ja", "text": "Mina ord.\x00"}, "Null"),
    ],
)
def test_invalid_feedback_is_rejected_and_its_text_stays_in_the_form(client, sent, message):
    answer = client.post(FORM_URL, sent)

    assert (answer.status_code, stored()) == (400, [])
    assert message in answer.text
    assert "Mina ord." in answer.text


def test_filled_in_honeypot_stores_nothing(client):
    answer = client.post(FORM_URL, {"helpful": "ja", "website": "http://example.org"})

    assert (answer.status_code, stored()) == (302, [])


def test_csrf_token_is_required(client):
    client.handler.enforce_csrf_checks = True

    assert client.post(FORM_URL, {"helpful": "ja"}).status_code == 403
    assert stored() == []


def test_print_view_has_no_feedback_links(client):
    assert "svar/?val=" not in client.get(f"{PAGE_URL}utskrift/").text


def test_choice_on_the_page_is_preselected_in_the_form(client):
    [link] = re.findall(r'href="([^"]*val=delvis)"', client.get(PAGE_URL).text)

    assert link == f"{FORM_URL}?val=delvis"
    assert re.findall(r'value="(\w+)"[^>]* checked', client.get(link).text) == ["delvis"]


@pytest.mark.parametrize("chosen", ["kanske", "", "<b>"])
def test_unknown_choice_is_not_preselected(client, chosen):
    answer = client.get(FORM_URL, {"val": chosen})

    assert (answer.status_code, re.findall(" checked", answer.text)) == (200, [])


@pytest.mark.parametrize("path", [PAGE_URL, f"{PAGE_URL}borja/"])
def test_page_has_no_csrf_token_or_cookies(client, path):
    answer = client.get(path)

    assert ("csrfmiddlewaretoken" in answer.text, list(answer.cookies)) == (False, [])


def test_unpublished_page_has_no_feedback_form(client):
    GuidancePage.objects.get().unpublish()

    assert client.get(FORM_URL).status_code == 404


@pytest.mark.parametrize("slug", ["svar", "utskrift"])
def test_step_cannot_have_a_reserved_slug(slug):
    step = GuidanceStepPage.objects.get()
    step.slug = slug

    with pytest.raises(ValidationError) as error:
        step.full_clean()
    assert error.value.message_dict == {"slug": ["Produkten har själv en sida på den här adressen. Välj en annan."]}


def test_feedback_beyond_the_limit_is_refused_with_what_was_typed(client):
    answers = [client.post(FORM_URL, {"helpful": "ja", "text": "Mina ord."}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [*[302] * 10, 429]
    assert answers[-1]["Retry-After"] == "600"
    assert ("Mer har skickats än vi kan ta emot" in answers[-1].text, "Mina ord." in answers[-1].text) == (True, True)
