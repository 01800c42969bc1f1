"""The open form: no file, no account; a valid tip is a case for the region."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from submissions.choices import Channel, Kind, Step
from submissions.models import Submission

TIP = {"organisation": "0382", "source_url": "www.osthammar.se/plan", "message": "Antogs i går.", "email": ""}


def test_a_tip_becomes_a_case_for_the_region(client, osthammar, officer):
    answer = client.post("/tipsa/", TIP)

    case = Submission.objects.get()
    assert (case.kind, case.channel, case.step, case.organisation) == (
        Kind.TIP,
        Channel.OPEN_FORM,
        Step.REGION,
        osthammar,
    )
    assert (case.data, case.source_url, case.contact) == (
        {"message": "Antogs i går."},
        "https://www.osthammar.se/plan",
        None,
    )
    assert case.number in client.get(answer.url).content.decode()


def test_an_address_for_the_answer_stands_in_the_contact_alone(client, osthammar):
    client.post("/tipsa/", {**TIP, "email": "nagon@example.org"})

    case = Submission.objects.get()
    assert (case.contact.email, "nagon" in str(case.data)) == ("nagon@example.org", False)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"organisation": ""}, "organisation"),
        ({"organisation": "9999"}, "organisation"),
        ({"source_url": ""}, "source_url"),
        ({"source_url": "ftp://a.example/plan"}, "source_url"),
        ({"email": "nagon"}, "email"),
        ({"message": "x" * 4001}, "message"),
    ],
)
def test_a_tip_with_something_wrong_is_refused_and_kept(client, osthammar, wrong, name):
    answer = client.post("/tipsa/", {**TIP, **wrong})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (HTTPStatus.BAD_REQUEST, [name])
    assert {key: form[key].value() for key in TIP} == {**TIP, **wrong}
    assert not Submission.objects.exists()


def test_whoever_fills_in_the_honeypot_is_thanked_for_nothing(client, osthammar):
    answer = client.post("/tipsa/", {**TIP, "website": "https://spam.example"})

    assert (answer.status_code, Submission.objects.count()) == (HTTPStatus.FOUND, 0)
    assert "Tack för tipset" in client.get(answer.url).content.decode()


def test_too_many_tips_are_refused_and_what_was_typed_is_kept(client, osthammar):
    answers = [client.post("/tipsa/", TIP) for _ in range(11)]

    assert [answer.status_code for answer in answers[-2:]] == [HTTPStatus.FOUND, HTTPStatus.TOO_MANY_REQUESTS]
    assert answers[-1].context["form"]["message"].value() == "Antogs i går."
    assert Submission.objects.count() == 10


def test_the_open_form_takes_no_file(client, signed_in, osthammar):
    for sender in (client, signed_in):
        answer = sender.post("/tipsa/", {**TIP, "file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7")})
        assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert not Submission.objects.exists()


@pytest.mark.parametrize("number", ["<b>", "2026-1", "2026-0001 och mer"])
def test_the_thanks_repeat_nothing_but_a_number(client, db, number):
    assert client.get("/tipsa/", {"tack": number}).context["number"] == ""
