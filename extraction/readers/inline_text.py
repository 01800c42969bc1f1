"""What readers of formats without pages do to running text: note marks, broken words and spaced letters."""

from __future__ import annotations

import re
import unicodedata

from search.language import is_known

INVISIBLE = str.maketrans({"\u00ad": "", "\u200b": "", "\ufeff": "", "\u2060": "", "\0": ""})
# Signs that no document holds. Readers write them where the file says that a line ends, or that text is raised.
LINE_BREAK = "\v"
RAISED, LOWERED = "\x0e", "\x0f"  # around raised text
CONTROLS = str.maketrans("", "", LINE_BREAK + RAISED + LOWERED + "\0")

RAISED_TEXT = re.compile(f"{RAISED}([^{RAISED}{LOWERED}]*){LOWERED}")
SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPT_DIGITS)
FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")
WRITTEN_SUPERSCRIPT = re.compile(f"[{SUPERSCRIPT_DIGITS}]+")
NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡]{1,3})(?:\s*[,;–-]\s*\d{1,3})*[\])]?")
LAST_WORD = re.compile(r"[^\W_]+$")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
UNITS = {"mm", "cm", "dm", "km", "hm", "dam"}  # and all units of one letter

BROKEN_WORD = re.compile(rf"([^\W\d_]+)([-\u2010])[^\S{LINE_BREAK}]*{LINE_BREAK}\s*([^\W\d_]+)")
CONJUNCTIONS = {"och", "eller", "samt", "respektive", "resp", "and", "or", "ja", "tai"}
MIN_SPACED_LETTERS = 4
SPACED_LETTERS = re.compile(rf"(?<!\S)(?:[^\W\d_][^\S{LINE_BREAK}]){{3,60}}[^\W\d_](?!\S)")


def one_line(text: str) -> str:
    """Blanks of every kind as one blank, composed letters, nothing invisible.

    Note marks are left out, so that "bibliotekslagen¹" is the word that it is; other raised digits are written as such
    ("m²"). Words that a typed line break parts are put together, and so are letters spaced with blanks.
    """
    text = text.translate(INVISIBLE)
    text = WRITTEN_SUPERSCRIPT.sub(_as_raised, text)
    text = RAISED_TEXT.sub(_without_note_mark, text).replace(RAISED, "").replace(LOWERED, "")
    text = BROKEN_WORD.sub(_whole_word, text)
    text = SPACED_LETTERS.sub(_closed_up, text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def raised(text: str) -> str:
    """The text marked as raised above the line."""
    return f"{RAISED}{text}{LOWERED}"


def _as_raised(match: re.Match[str]) -> str:
    return raised(match[0].translate(FROM_SUPERSCRIPT))


def _without_note_mark(match: re.Match[str]) -> str:
    text = match[1].strip()
    before, after = match.string[: match.start()], match.string[match.end() :]
    if not NOTE_MARK.fullmatch(text) or after.startswith(("/", "⁄")):
        return match[1]
    if not before.strip():
        return f"{text} "  # the number that the note itself begins with
    if text.isalpha() and not before[-1].isalpha():
        return match[1]  # "2e"
    word = LAST_WORD.search(before)
    if word and not YEAR.fullmatch(word[0]) and (word[0].isdigit() or len(word[0]) == 1 or word[0] in UNITS):
        return text.translate(TO_SUPERSCRIPT)
    return ""


def _whole_word(match: re.Match[str]) -> str:
    """Close the word up when it is one; "barn- och" keeps its hyphen and its blank, "e-bok" its hyphen."""
    first, hyphen, second = match.groups()
    if second.casefold() in CONJUNCTIONS:
        return f"{first}{hyphen} {second}"
    return first + second if is_known(first + second) else f"{first}{hyphen}{second}"


def _closed_up(match: re.Match[str]) -> str:
    """The longest word that the letters begin with, and what follows it."""
    letters = match[0][::2]
    for end in range(len(letters), MIN_SPACED_LETTERS - 1, -1):
        if is_known(letters[:end]):
            return " ".join([letters[:end], *letters[end:]])
    return match[0]
