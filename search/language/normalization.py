"""Letters before words: one spelling for each word, whatever way its letters were stored."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# The vowel points of Hebrew script, and the vowel signs and the stretching of Arabic: written or left out at will.
POINTS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
SUPERSCRIPTS = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"  # marks of notes, no part of the word before
HYPHEN = "[-\u2010\u2011]"
_DROP = dict.fromkeys(map(ord, INVISIBLE))
_POINTS = re.compile(f"[{POINTS}]")
_YIDDISH = str.maketrans({"\u05f0": "\u05d5\u05d5", "\u05f1": "\u05d5\u05d9", "\u05f2": "\u05d9\u05d9"})
_WITHOUT_MARK = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


def plain(raw: str) -> str:
    """The word in lower case and composed letters, without ligatures, vowel points, soft hyphens and the like."""
    if raw.isascii():
        return raw.lower()
    word = unicodedata.normalize("NFKC", raw.translate(_DROP)).lower()
    return unicodedata.normalize("NFC", _POINTS.sub("", word.translate(_YIDDISH)))


def fold(word: str) -> str:
    """The word with å ä ö é and their like as a a o e.

    A fallback that whoever uses it must label: `lån` meets `län`.
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", plain(word).translate(_WITHOUT_MARK))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
