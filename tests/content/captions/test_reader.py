"""Parsing of captions in the formats and encodings that editors upload."""

import pytest

from content.captions.encoding import MAX_BYTES
from content.captions.reader import parse_captions, read_captions
from content.captions.types import InvalidCaptions
from content.captions.webvtt import render_webvtt
from tests.content.captions.specimens import AGAIN, FILES, HERE, SRT

HEAD = "WEBVTT\n\n"


@pytest.mark.parametrize("name", FILES)
def test_file_is_read_as_it_is_meant(name):
    data, cues = FILES[name]

    assert parse_captions(data) == cues


@pytest.mark.parametrize("name", FILES)
def test_what_is_written_is_read_as_the_same(name):
    captions = read_captions(FILES[name][0])

    assert parse_captions(render_webvtt(captions).encode()) == [cue for one in captions for cue in one.cues()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_srt_in_every_supported_encoding_and_line_end(encoding, line_end):
    assert parse_captions(SRT.replace("\n", line_end).encode(encoding)) == [HERE, AGAIN]


def test_places_on_the_picture_are_kept():
    text = "WEBVTT\n\n00:01.000 --> 00:04.000 line:0 position:10%,line-left size:9% region:a align:mitten\nHej\n"

    assert render_webvtt(read_captions(text.encode())) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000 line:0 position:10%,line-left size:9%\nHej\n"
    )


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
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "Filen har tider men ingen text."),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "Filen har tider men ingen text."),
    ],
)
def test_file_that_is_no_captions_is_rejected(data, message):
    assert refusal(data) == message


STRAY, TIMES = "Rad %d hör inte till någon undertext: %s", "Rad %d har tider som inte kan läsas: %s"
SHORT, BACK = (
    "Rad %d: texten måste sluta efter att den börjar, annars syns den inte.",
    "Rad %d: texten börjar före den ovanför.",
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ord\n\n00:01.000 --> 00:02.000\nHej\n", STRAY % (1, "Ord")),
        ("webvtt\n\n00:01.000 --> 00:02.000\nHej\n", STRAY % (1, "webvtt")),
        ("WEBVTTx\n\n00:01.000 --> 00:02.000\nHej\n", STRAY % (1, "WEBVTTx")),
        (f"{SRT}\nSist\n", STRAY % (9, "Sist")),
        (SRT.replace("syns.", "syns.\n\nOch det här."), STRAY % (5, "Och det här.")),
        (SRT.replace("\n2\n", "\nFörlorad rad\n"), STRAY % (5, "Förlorad rad")),
        (SRT.replace("\n2\n", "\nFörlorad rad\n2\n"), STRAY % (5, "Förlorad rad")),
        (SRT.replace("04,000\n", "04,000\n\n"), STRAY % (4, "Det här syns.")),
        (f"{HEAD}NOTE\n00:01.000 --> 00:02.000\nHej\n", STRAY % (3, "NOTE")),
        (f"{HEAD}00:01.000 --> 00:02.000\nHej\n\nNOTE Ett\n\nTvå\n", STRAY % (8, "Två")),
        ("1\n-00:00:01,000 --> 00:00:02,000\nHej\n", TIMES % (2, "-00:00:01,000 --> 00:00:02,000")),
        (f"{HEAD}00:01 --> 00:02\nHej\n", TIMES % (3, "00:01 --> 00:02")),
        (f"{HEAD}00:99.000 --> 00:99.500\nHej\n", TIMES % (3, "00:99.000 --> 00:99.500")),
        (f"{HEAD}00:01.5 --> 00:02.5\nHej\n", TIMES % (3, "00:01.5 --> 00:02.5")),
        (f"{HEAD}00:01.0000 --> 00:02.0000\nHej\n", TIMES % (3, "00:01.0000 --> 00:02.0000")),
        (f"{HEAD}00:01:500 --> 00:02:500\nHej\n", TIMES % (3, "00:01:500 --> 00:02:500")),
        (f"{HEAD}00:01.000 --> 00:02.000\nhem --> bort\n", TIMES % (4, "hem --> bort")),
        (f"{HEAD}NOTE hem --> bort\n", TIMES % (3, "NOTE hem --> bort")),
        (f"{HEAD}00:01.000 --> 00:02.000\nHej\n00:03.000 – 00:04.000\nDå\n", TIMES % (5, "00:03.000 – 00:04.000")),
        (SRT.replace("00:00:05,000 -->", "00:00:05,000 →"), TIMES % (6, "00:00:05,000 → 00:00:08,000")),
        (SRT.replace("\n\n2\n", "\n7\n"), "En tom rad saknas ovanför rad 4."),
        (f"{HEAD}00:05.000 --> 00:02.000\nHej\n", SHORT % 3),
        (f"{HEAD}00:05.000 --> 00:05.000\nHej\n", SHORT % 3),
        ("1\n00:00:05,000 --> 00:00:06,000\nHej\n\n2\n00:00:01,000 --> 00:00:02,000\nIgen\n", BACK % 6),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_that_cannot_be_read_is_named_by_its_number(text, message, line_end):
    assert refusal(text.replace("\n", line_end).encode()) == message


def refusal(data):
    with pytest.raises(InvalidCaptions) as error:
        parse_captions(data)
    return str(error.value)
