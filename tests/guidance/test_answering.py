"""Did this help? What a reader may answer, and what of it is kept."""

import pytest

from guidance.models import GuidanceAnswer

PAGE = "/vagledning/skriva-en-plan/"


def kept():
    return list(GuidanceAnswer.objects.order_by("pk").values_list("page__slug", "verdict", "text"))


@pytest.fixture(autouse=True)
def guidance(publish):
    publish(steps=[("Börja", [])])


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}borja/"])
def test_an_answer_is_kept_with_its_page(client, path):
    answer = client.post(path, {"verdict": "delvis", "text": "Fler exempel."})

    assert (answer.status_code, answer["Location"]) == (302, f"{path}?tack=1#svar")
    assert kept() == [(path.rstrip("/").rpartition("/")[2], "delvis", "Fler exempel.")]
    assert "Tack för ditt svar" in client.get(f"{path}?tack=1").text


def test_who_answers_again_changes_the_answer(client):
    client.post(PAGE, {"verdict": "nej"})
    client.post(PAGE, {"verdict": "ja", "text": "Nu förstår jag."})

    assert kept() == [("skriva-en-plan", "ja", "Nu förstår jag.")]


def test_readers_answer_apart(client, django_user_model):
    client.post(PAGE, {"verdict": "nej"})
    client.cookies.clear()
    client.post(PAGE, {"verdict": "ja"})

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
    answer = client.post(PAGE, sent)

    assert (answer.status_code, kept()) == (400, [])
    assert message in answer.text
    assert "Mina ord." in answer.text


def test_a_machine_is_thanked_and_nothing_kept(client):
    answer = client.post(PAGE, {"verdict": "ja", "website": "http://example.org"})

    assert (answer.status_code, kept()) == (302, [])


def test_without_the_token_nothing_is_taken(client):
    client.handler.enforce_csrf_checks = True

    assert client.post(PAGE, {"verdict": "ja"}).status_code == 403
    assert kept() == []


def test_nothing_is_asked_of_a_printed_page(client):
    assert 'id="svar"' not in client.get(f"{PAGE}utskrift/").text
