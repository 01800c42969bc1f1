"""A new plan: the file says of itself what it is, and the sender confirms."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from delivery.request_body import FORM_MAX_BYTES
from extraction.types import TextState
from submissions.choices import Kind
from submissions.models import Attachment, Submission, SubmissionDraft
from tests.extraction import hostile, office
from tests.factories.organisations import OrganisationFactory
from tests.library_plans.batches.documents import plan_file
from tests.submissions.public.typed import TYPED, button

FIRST = "/mina-sidor/skicka/ny-plan/?for=0382"
SOURCE = "https://www.osthammar.se/plan.pdf"


@pytest.fixture
def second_step(django_capture_on_commit_callbacks):
    """The address of the second step, after a file was sent and read."""

    def second_step(client, upload, **typed):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(FIRST, button(file=upload, **typed)).url

    return second_step


def shown(form) -> dict[str, str]:
    return {name: form[name].value() for name in form.fields if form[name].value()}


def test_a_plan_is_confirmed_on_the_second_page(either, second_step):
    address = second_step(either, plan_file("plan.html", "Östhammar"), source_url=SOURCE)
    page = either.get(address)
    proposed = shown(page.context["form"])
    assert proposed == {
        "title": "Biblioteksplan för Östhammar kommun 2024–2027",
        "starts": "2024-01-01",
        "ends": "2027-12-31",
        "decided_on": "2023-12-12",
        "body": proposed["body"],
        "section": "§ 181",
        **({"dnr": proposed["dnr"]} if "dnr" in proposed else {}),
    }
    content = page.content.decode()
    assert "Filen säger på sidan 1: ”" in content
    assert ("Ägare" in content, page.context["other_owner"]) == (True, None)

    case = Submission.objects.get(number=either.post(address, button(**proposed)).url.split("/")[-2])
    assert (case.kind, case.source_url, case.data["title"]) == (Kind.PLAN, SOURCE, proposed["title"])
    assert [one.original_name for one in case.attachments.all()] == ["plan.html"]


def test_a_plan_is_sent_by_its_link_alone_and_typed_by_hand(either):
    address = either.post(FIRST, button(source_url=SOURCE)).url
    either.post(address, button(**TYPED[Kind.PLAN]))

    case = Submission.objects.get()
    assert case.data == {**TYPED[Kind.PLAN], "starts": "2027-01-01", "decided_on": "2026-12-08"}
    assert case.source_url == SOURCE


def test_the_first_step_wants_a_file_or_a_link(signed_in):
    answer = signed_in.post(FIRST, button(source_url=""))

    assert (answer.status_code, list(answer.context["form"].errors)) == (HTTPStatus.BAD_REQUEST, ["__all__"])


def test_while_the_file_is_read_the_page_looks_by_itself_and_lets_one_type(signed_in):
    address = signed_in.post(FIRST, button(file=plan_file("plan.html", "Östhammar"))).url

    waiting, typing = signed_in.get(address), signed_in.get(f"{address}?skriv=1")
    assert (waiting.headers["Refresh"], "form" in waiting.context) == ("3", False)
    assert ("Refresh" in typing.headers, "Fyll i det filen säger" in typing.content.decode()) == (False, True)


def test_what_was_typed_meanwhile_goes_before_what_the_file_says(signed_in, second_step):
    address = second_step(signed_in, plan_file("plan.html", "Östhammar"))
    signed_in.post(address, button("hamta", title="Vår plan"))

    assert shown(signed_in.get(address).context["form"])["title"] == "Vår plan"
    assert shown(signed_in.get(address).context["form"])["starts"] == "2024-01-01"


@pytest.mark.parametrize(("ends", "name"), [("2020-12-31", "ends"), ("31/31 2026", "ends")])
def test_a_period_that_cannot_be_is_refused_and_nothing_is_lost(signed_in, ends, name):
    address = signed_in.post(FIRST, button(source_url=SOURCE)).url
    answer = signed_in.post(address, button(**{**TYPED[Kind.PLAN], "ends": ends}))

    assert (answer.status_code, list(answer.context["form"].errors)) == (HTTPStatus.BAD_REQUEST, [name])
    assert SubmissionDraft.objects.get().data == {**TYPED[Kind.PLAN], "ends": ends, "source_url": SOURCE}


def test_a_file_of_another_owner_is_told_and_not_sent_for_it(signed_in, second_step):
    other = OrganisationFactory(code="1286", name="Ystad", display_name="Ystads kommun", county_code="12")
    address = second_step(signed_in, plan_file("plan.html", "Ystad"))

    page = signed_in.get(address)
    assert (page.context["other_owner"], page.context["may_change_owner"]) == (other, False)
    assert signed_in.post(address, button(**{"for": "1286"})).status_code == HTTPStatus.NOT_FOUND


def test_an_officer_sends_it_for_the_municipality_that_the_file_names(client, officer, osthammar, second_step):
    OrganisationFactory(code="0305", name="Håbo", display_name="Håbo kommun")
    client.force_login(officer)
    address = second_step(client, plan_file("plan.html", "Håbo"))

    client.post(address, {**button(**TYPED[Kind.PLAN]), "for": "0305"})
    client.post(address, button(**TYPED[Kind.PLAN]))

    assert Submission.objects.get().organisation.code == "0305"


def test_a_file_that_is_chosen_anew_takes_the_place_of_the_first(signed_in, second_step):
    address = second_step(signed_in, plan_file("fel.html", "Östhammar"))
    signed_in.post(address.replace("/plan/", "/fil/"), button(file=plan_file("plan.html", "Östhammar", "ny")))

    assert [one.original_name for one in Attachment.objects.all()] == ["plan.html"]


REFUSED = {  # by what the first bytes and the names of the parts tell, before anything is stored
    "empty": (b"", "Filen är tom"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(60), "varken PDF"),
    "an archive": (hostile.zipped({"a.txt": "a"}), ""),
    "noise": (hostile.random_bytes(), "varken PDF"),
    "a spreadsheet": (office.spreadsheet(), ""),
    "an old spreadsheet": (office.old_spreadsheet(), ""),
    "a locked Word document": (office.locked_word(), "lösenord"),
    "too large": (b"%PDF-1.7" + bytes(2 * 1024**2), "MB"),
}
HELD = {
    "half": (hostile.half, TextState.DAMAGED),
    "locked": (lambda: hostile.locked("hemligt"), TextState.PASSWORD),
    "locked text": (office.locked_odt, TextState.PASSWORD),
    "entities": (office.docx_with_entities, TextState.DAMAGED),
    "too many pages": (hostile.many_pages, TextState.TOO_BIG),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_plan_is_refused_in_words_and_the_link_is_kept(either, settings, name):
    settings.PLAN_FILE_MAX_BYTES = 2 * 1024**2
    content, sentence = REFUSED[name]
    answer = either.post(FIRST, button(file=SimpleUploadedFile("plan.pdf", content), source_url=SOURCE))

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (HTTPStatus.BAD_REQUEST, ["file"])
    assert sentence in str(form.errors["file"]) != ""
    assert (form["source_url"].value(), Attachment.objects.count()) == (SOURCE, 0)


@pytest.mark.parametrize("name", HELD)
def test_a_file_that_cannot_be_read_is_held_with_a_sentence_and_the_case_is_kept(either, second_step, name):
    make, state = HELD[name]
    address = second_step(either, SimpleUploadedFile("plan.pdf", make()))
    attachment = Attachment.objects.get()

    assert (attachment.state, attachment.state_reason != "") == (state, True)
    assert attachment.state_reason in either.get(address).content.decode()
    either.post(address, button(**TYPED[Kind.PLAN]))
    assert Submission.objects.get().attachments.get() == attachment


def test_a_form_with_a_file_after_the_session_has_ended_is_kept_without_the_file(client, osthammar):
    answer = client.post(FIRST, button(file=SimpleUploadedFile("plan.pdf", hostile.pdf()), source_url=SOURCE))

    assert (answer.status_code, Attachment.objects.count()) == (HTTPStatus.FORBIDDEN, 0)
    assert dict(answer.context["fields"])["source_url"] == SOURCE
    assert "Välj de här filerna igen efteråt: plan.pdf." in answer.content.decode()


def test_a_large_file_after_the_session_has_ended_is_refused_with_what_to_do(client, osthammar):
    answer = client.post(FIRST, button(file=SimpleUploadedFile("plan.pdf", bytes(FORM_MAX_BYTES))))

    assert (answer.status_code, Attachment.objects.count()) == (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, 0)
    assert "<h1>Du är inte längre inloggad</h1>" in answer.content.decode()
