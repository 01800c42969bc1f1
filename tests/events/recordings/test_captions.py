"""Parsing of captions in the formats and encodings that editors upload."""

import pytest

from events.recordings.captions import MAX_BYTES, Cue, InvalidCaptions, parse_captions

VTT = """WEBVTT - Träffpunkt

NOTE
Granskad av redaktionen.

1
00:00:01.000 --> 00:00:04.500 align:start
<v Eva Åkesson>Välkomna till Träffpunkt!</v>

01:00.000 --> 01:02.000
<i>Vi börjar</i> med 18 §.
Den är kort.
"""
SRT = """1
00:00:01,000 --> 00:00:04,500
{\\an8}Välkomna till <b>Träffpunkt</b>!

2
00:01:00,000 --> 00:01:02,000
Vi börjar.
"""


def test_webvtt_with_speakers_settings_and_notes():
    assert parse_captions(VTT.encode()) == [
        Cue(1000, 4500, "Eva Åkesson", "Välkomna till Träffpunkt!"),
        Cue(60_000, 62_000, "", "Vi börjar med 18 §.\nDen är kort."),
    ]


SRT_CUES = [Cue(1000, 4500, "", "Välkomna till Träffpunkt!"), Cue(60_000, 62_000, "", "Vi börjar.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_srt_in_every_supported_encoding_and_line_end(encoding, line_end):
    assert parse_captions(SRT.replace("\n", line_end).encode(encoding)) == SRT_CUES


def test_two_speakers_in_one_caption_give_two_cues():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hur går det?\n<v.high Bo>Bra.\nTack!\n"

    assert parse_captions(text.encode()) == [
        Cue(1000, 2000, "Ann", "Hur går det?"),
        Cue(1000, 2000, "Bo", "Bra.\nTack!"),
    ]


def test_cues_may_overlap():
    text = "WEBVTT\n\n00:01.000 --> 00:05.000\nEtt\n\n00:02.000 --> 00:03.000\nTvå\n"

    assert parse_captions(text.encode()) == [Cue(1000, 5000, "", "Ett"), Cue(2000, 3000, "", "Två")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Tecknet &lt;script&gt; &amp; annat", "Tecknet <script> & annat"),
        ("<script>alert(1)</script>", "alert(1)"),
        ('<img src=x onerror="alert(1)">Bild', "Bild"),
        ("3 < 4 och 5 > 2", "3 < 4 och 5 > 2"),
        ("<00:00:01.500><c.yellow>Gult</c>", "Gult"),
    ],
)
def test_markup_is_removed_and_entities_are_decoded(markup, text):
    [cue] = parse_captions(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{markup}\n".encode())

    assert cue.text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Filen är tom."),
        (b" \r\n\t", "Filen är tom."),
        (b"\xef\xbb\xbf", "Filen är inte undertexter: ingen rad med tider hittades."),
        (b"x" * (MAX_BYTES + 1), "Filen är större än 5 MB; så stora är inte undertexter."),
        (
            b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)),
            "Filen är inte text i en känd teckenkodning. Spara den som UTF-8.",
        ),
        (b"WEBVTT\n\n\x00\x01\x02", "Filen är inte text i en känd teckenkodning. Spara den som UTF-8."),
        (SRT.encode("mac_roman"), "Filen är inte text i en känd teckenkodning. Spara den som UTF-8."),
        (SRT.encode("cp850"), "Filen är inte text i en känd teckenkodning. Spara den som UTF-8."),
        (b"\xff\xfeudd", "Filen är inte text i en känd teckenkodning. Spara den som UTF-8."),
        (b"Ett protokoll utan tider.", "Filen är inte undertexter: ingen rad med tider hittades."),
        (b"WEBVTT\n", "Filen är inte undertexter: ingen rad med tider hittades."),
        (b"Ord\n\n00:01.000 --> 00:02.000\nHej\n", "Filen är varken WebVTT eller SRT."),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "Filen har tider men ingen text."),
        (
            b"1\n-00:00:01,000 --> 00:00:02,000\nHej\n",
            "Rad 2 har tider som inte kan läsas: -00:00:01,000 --> 00:00:02,000",
        ),
        (b"WEBVTT\n\n00:01 --> 00:02\nHej\n", "Rad 3 har tider som inte kan läsas: 00:01 --> 00:02"),
        (
            b"WEBVTT\n\n00:99.000 --> 00:99.500\nHej\n",
            "Rad 3 har tider som inte kan läsas: 00:99.000 --> 00:99.500",
        ),
        (
            b"WEBVTT\n\n00:05.000 --> 00:02.000\nHej\n",
            "Texten vid 00:00:05.000 slutar innan den börjar.",
        ),
        (
            b"1\n00:00:05,000 --> 00:00:06,000\nHej\n\n2\n00:00:01,000 --> 00:00:02,000\nIgen\n",
            "Texten vid 00:00:01.000 står efter en som börjar senare.",
        ),
    ],
)
def test_invalid_file_is_rejected_with_the_reason(data, message):
    with pytest.raises(InvalidCaptions) as error:
        parse_captions(data)

    assert str(error.value) == message
