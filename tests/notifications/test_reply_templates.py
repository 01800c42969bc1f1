"""KB's wording of letters, with a few placeholders."""

import pytest
from django.core.exceptions import ValidationError

from notifications.forms import ReplyTemplateForm
from notifications.letters import Letter, reply_letter
from notifications.models import ReplyTemplate
from notifications.placeholders import PLACEHOLDERS, fill_placeholders
from tests.notifications.conftest import DECISION, RECEIPT

pytestmark = pytest.mark.django_db


def test_letter_has_kbs_words_and_the_values_of_the_case():
    assert reply_letter(DECISION, {}) is None
    ReplyTemplate.objects.create(
        reason=DECISION.code, subject="Ärende {nummer}", body="{meddelande}\n\n{svara_senast}\n\nSe {lank}"
    )

    letter = reply_letter(DECISION, {"nummer": "2026-0001", "meddelande": "Tack {titel}!"})

    assert letter == Letter("Ärende 2026-0001", "Tack {titel}!\n\nSe {lank}")


@pytest.mark.parametrize("text", ["{namn}", "{}", "{nummer.__class__}", "{ nummer }", "{nummer!r}"])
@pytest.mark.parametrize("field", ["subject", "body"])
def test_what_is_no_placeholder_is_named(field, text):
    template = ReplyTemplate(**{"reason": DECISION.code, "subject": "a", "body": "b", field: f"Hej {text}"})

    with pytest.raises(ValidationError) as raised:
        template.full_clean()

    assert list(raised.value.message_dict) == [field]
    assert text in raised.value.message_dict[field][0]


def test_every_placeholder_is_filled():
    text = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)

    assert fill_placeholders(text, dict.fromkeys(PLACEHOLDERS, "x")) == "x x x x x {lank}"


@pytest.mark.parametrize("reason", [RECEIPT.code, "okand", ""])
def test_only_letters_have_templates(reason):
    assert not ReplyTemplateForm({"reason": reason, "subject": "a", "body": "b"}).is_valid()


def test_each_letter_has_one_template():
    data = {"reason": DECISION.code, "subject": "a", "body": "b"}
    template = ReplyTemplateForm(data).save()

    assert list(ReplyTemplateForm(data).errors) == ["reason"]
    assert ReplyTemplateForm({**data, "subject": "c"}, instance=template).is_valid()
