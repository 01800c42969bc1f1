"""Validation of programme items: errors in a transcript are reported at its field."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.models import ProgrammeItem
from events.recordings.models import TranscriptSegment
from tests.events.conftest import TRANSCRIPT

pytestmark = pytest.mark.django_db


def errors_of(**values):
    with pytest.raises(ValidationError) as error:
        ProgrammeItem(title="Punkt", **values).clean()
    return error.value.message_dict


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Filen är tom."),
        (b"%PDF-1.7\x00\x01", "Filen är inte text i en känd teckenkodning. Spara den som UTF-8."),
        (b"Ett protokoll.", "Filen är inte undertexter: ingen rad med tider hittades."),
    ],
)
def test_invalid_transcript_is_rejected_at_its_field(document, content, message):
    assert errors_of(transcript=document("samtal.vtt", content)) == {"transcript": [message]}


def test_missing_transcript_file_is_rejected(document):
    transcript = document()
    transcript.file.storage.delete(transcript.file.name)

    assert errors_of(transcript=transcript) == {"transcript": ["Filen finns inte kvar. Ladda upp den igen."]}


def test_transcript_without_cues_in_the_range_is_rejected(document):
    assert errors_of(transcript=document(), recording_starts_at=3600) == {
        "transcript": ["Ingenting sägs där i den angivna delen av filmen."]
    }


@pytest.mark.parametrize("content", [TRANSCRIPT, TRANSCRIPT.encode("utf-16")])
def test_valid_transcript_is_stored_as_segments(publish, document, content):
    item = {"title": "Punkt", "transcript": document("samtal.vtt", content)}
    ProgrammeItem(**item).clean()
    publish(programme=[item])

    assert list(TranscriptSegment.objects.values_list("start", "speaker", "text")) == [
        (0, "Eva Åkesson", "Välkomna till Träffpunkt!"),
        (120, "Bo Berg", "Vi räknade bokbussens hållplatser <tre gånger>."),
        (240, "", "Tack."),
    ]


def test_admin_form_reports_invalid_transcript_at_its_field(editor, section, document):
    item = {"title": "Punkt", "transcript": document("samtal.srt", "1\n-00:00:01,000 --> 00:00:02,000\nHej\n").pk}
    data = nested_form_data(
        {
            "title": "Ny träff",
            "slug": "ny-traff",
            "summary": "Kort.",
            "body": streamfield([]),
            "programme": inline_formset([item]),
            **{name: inline_formset([]) for name in ("hosts", "plans", "related_pages", "comments")},
            "action-publish": "1",
        }
    )

    answer = editor.post(f"/admin/pages/add/events/eventpage/{section.pk}/", data)

    [errors] = answer.context["form"].formsets["programme"].errors
    assert errors == {"transcript": ["Rad 2 har tider som inte kan läsas: -00:00:01,000 --> 00:00:02,000"]}
