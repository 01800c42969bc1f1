"""Letters before words: one spelling for each word, whatever way its letters were stored."""

from __future__ import annotations

import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DROP = dict.fromkeys(map(ord, INVISIBLE))
_WITHOUT_MARK = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


def plain(raw: str) -> str:
    """The word in lower case and composed letters (NFC), without soft hyphens and other invisible signs."""
    if raw.isascii():
        return raw.lower()
    return unicodedata.normalize("NFC", raw.translate(_DROP)).lower()


def fold(word: str) -> str:
    """The word with å ä ö é and their like as a a o e.

    A fallback that whoever uses it must label: `lån` meets `län`.
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", plain(word).translate(_WITHOUT_MARK))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
