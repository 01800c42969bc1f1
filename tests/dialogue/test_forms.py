"""The admin forms of experiences and proposals: publishing and validation."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from dialogue.models import DialogueIndexPage, ProposalPage
from organisations.models import Organisation

REQUIRED = "Det här fältet är obligatoriskt"
ANSWER = {
    "outcome": "antaget",
    "official_answer": rich_text("<p>Dagen blir av.</p>"),
    "answered_on": "2025-08-09",
    "answered_by": "Kungliga biblioteket",
}


def shared_data(title):
    return {
        "title": title,
        "slug": "nytt",
        "summary": "Kort.",
        "follow_up": "utformas",
        "day": "2025-05-06",
        "body": streamfield([("text", rich_text("<p>Vi frågade barnen.</p>"))]),
        "organisations": inline_formset([{"organisation": Organisation.objects.get(code="03").pk}]),
        "related_pages": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }


def add(editor, kind, **values):
    of_type = {
        "experiencepage": {"author_role": "", "plans": inline_formset([])},
        "proposalpage": {
            "subject": "traff",
            "outcome": "mottaget",
            "official_answer": rich_text(""),
            "answered_on": "",
            "answered_by": "",
        },
    }[kind]
    data = nested_form_data({**shared_data("Nytt"), **of_type, **values})
    section = DialogueIndexPage.objects.get()
    return editor.post(f"/admin/pages/add/dialogue/{kind}/{section.pk}/", data)


def errors(answer):
    """Field errors of the form and of the rows below it, by name."""
    form = answer.context["form"]
    rows = [
        (f"{name}-{place}-{field}", list(messages))
        for name, formset in form.formsets.items()
        for place, row in enumerate(formset.errors)
        for field, messages in row.items()
    ]
    return dict([(field, list(messages)) for field, messages in form.errors.items()] + rows)


def test_experience_is_published(editor):
    add(editor, "experiencepage")

    assert "Vi frågade barnen." in editor.get("/erfarenheter/nytt/").text


def test_proposal_is_published_with_an_answer(editor):
    add(editor, "proposalpage", **ANSWER)

    html = editor.get("/erfarenheter/nytt/").text
    assert ("Dagen blir av." in html, "Kungliga biblioteket, 9 augusti 2025" in html) == (True, True)


@pytest.mark.parametrize("kind", ["experiencepage", "proposalpage"])
@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"title": ""}, "title", REQUIRED),
        ({"summary": ""}, "summary", REQUIRED),
        ({"follow_up": ""}, "follow_up", REQUIRED),
        ({"day": ""}, "day", REQUIRED),
        ({"day": "i går"}, "day", "Skriv dagen som 2026-11-26, 26/11 2026 eller 26 november 2026."),
        ({"organisations": inline_formset([{"organisation": ""}])}, "organisations-0-organisation", REQUIRED),
        ({"related_pages": inline_formset([{"related": ""}])}, "related_pages-0-related", REQUIRED),
    ],
)
def test_invalid_value_is_reported_at_its_field(editor, kind, values, field, message):
    answer = add(editor, kind, **values)

    assert [text.rstrip(".") for text in errors(answer)[field]] == [message.rstrip(".")]


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"subject": ""}, "subject", REQUIRED),
        ({"official_answer": rich_text("")}, "official_answer", "Skriv svaret: ett utfall berättas med sina skäl."),
        (
            {"official_answer": rich_text("<p> </p>")},
            "official_answer",
            "Skriv svaret: ett utfall berättas med sina skäl.",
        ),
        ({"answered_on": ""}, "answered_on", "Skriv vilken dag svaret gavs."),
        ({"answered_on": "2025-01-02"}, "answered_on", "Svaret kan inte vara äldre än förslaget."),
        ({"answered_by": ""}, "answered_by", "Skriv vem som svarar."),
        ({"outcome": "mottaget"}, "outcome", "Ange vad det blev av förslaget: det har ett svar."),
    ],
)
def test_incomplete_answer_is_rejected(editor, values, field, message):
    answer = add(editor, "proposalpage", **{**ANSWER, **values})

    assert {name: [text.rstrip(".") for text in texts] for name, texts in errors(answer).items()} == {
        field: [message.rstrip(".")]
    }
    assert ProposalPage.objects.count() == 0


def test_copy_of_a_proposal_has_no_answer(answered_proposal):
    copy = answered_proposal().copy(update_attrs={"slug": "kopia"})

    assert (copy.outcome, copy.official_answer, copy.answered_on, copy.answered_by) == ("mottaget", "", None, "")


@pytest.mark.parametrize("kind", ["erfarenheter", "forslag"])
def test_admin_lists_show_organisations(editor, experience, proposal, kind):
    experience()
    proposal()

    html = editor.get(f"/admin/{kind}/").text

    assert ("Region Uppsala" in html, "Så läste vi planen" in html, "En dag om barn" in html) == (
        True,
        kind == "erfarenheter",
        kind == "forslag",
    )
