"""Files of 5 MB that are all captions, all lines or one line: refused by a count, before they are parsed."""

import sys

import pytest

from content.captions.encoding import MAX_BYTES
from content.captions.reader import MAX_CUES, MAX_LINES, parse_captions
from content.captions.types import InvalidCaptions

HEAD, TIMES = "WEBVTT\n\n", "00:00:01.000 --> 00:00:02.000\n"
MANY_CUES = "Filen har mer än 20000 undertexter. Dela upp den."
MANY_LINES = "Filen har mer än 100000 rader. Dela upp den."
LONG_LINE = "Rad 4 är längre än 2000 tecken."
FILES = {
    "captions": (HEAD, TIMES + "a\n\n", MANY_CUES),
    "captions without text": (HEAD, TIMES + "\n", MANY_CUES),
    "srt": ("", "1\n00:00:01,000 --> 00:00:02,000\na\n\n", MANY_CUES),
    "lines": (HEAD + TIMES, "a\n", MANY_LINES),
    "carriage returns": (HEAD + TIMES, "a\r", MANY_LINES),
    "separators of lines": (HEAD + TIMES, "a\u2028", LONG_LINE),
    "empty lines": (HEAD + TIMES, "\n", MANY_LINES),
    "speakers": (HEAD + TIMES, "<v A>a\n<v B>b\n", MANY_LINES),
    "notes": (HEAD + TIMES, "NOTE a\n\n", MANY_LINES),
    "styles": (HEAD + TIMES, "STYLE\n::cue(v){}\n\n", MANY_LINES),
    "one line": (HEAD + TIMES, "a", LONG_LINE),
    "open tags": (HEAD + TIMES, "<a", LONG_LINE),
    "classes": (HEAD + TIMES + "<v", ".a", LONG_LINE),
    "entities": (HEAD + TIMES, "&#1", LONG_LINE),
    "settings": (HEAD + TIMES.strip(), " a:b", "Rad 3 är längre än 2000 tecken."),
    "letters of Windows-1252": (HEAD + TIMES, "\N{LATIN SMALL LETTER A WITH RING ABOVE}", LONG_LINE),
}


def filled(head: str, piece: str, encoding: str = "utf-8") -> bytes:
    """As many pieces as the largest file has room for."""
    begin, one = head.encode(encoding), piece.encode(encoding)
    return begin + one * ((MAX_BYTES - len(begin)) // len(one))


def calls(data: bytes) -> tuple[int, str]:
    """How many functions are called until a file is refused, and what is said."""
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        parse_captions(data)
    except InvalidCaptions as error:
        return count, str(error)
    finally:
        sys.setprofile(None)
    raise AssertionError("the file was taken")


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_before_it_is_parsed(kind):
    head, piece, message = FILES[kind]
    data = filled(head, piece, "cp1252" if "Windows" in kind else "utf-8")

    count, said = calls(data)

    assert (len(data) > MAX_BYTES - 100, said) == (True, message)
    assert count < 2_000  # of 5 million bytes


def test_the_largest_file_is_taken():
    cues = [f"{TIMES}a\nb\nc\n\n"] * (MAX_CUES - 1)

    assert MAX_LINES - 10 < len("".join([HEAD, *cues]).splitlines()) <= MAX_LINES
    assert len(parse_captions("".join([HEAD, *cues]).encode())) == MAX_CUES - 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"<v {'a' * 201}>Hej", "Rad 3: namnet på någon som talar är längre än 200 tecken."),
        ("".join(f"<v {number}>a\n" for number in range(MAX_CUES + 1)), MANY_CUES),
    ],
)
def test_speakers_are_bounded(text, message):
    with pytest.raises(InvalidCaptions) as error:
        parse_captions(f"{HEAD}{TIMES}{text}".encode())

    assert str(error.value) == message
