"""Which language a passage is written in, by the small words and letters of each."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

DEFAULT = "sv"
_ENOUGH = 3  # small words of one language before it is believed instead of Swedish
_LEAD = 1.3  # how many times more of them than of Swedish ones
_WORD = re.compile(r"[^\W\d_]+")

# Letters that the language has and Swedish has not.
_LETTERS = {"no": re.compile("[æø]"), "da": re.compile("[æø]"), "de": re.compile("ß"), "se": re.compile("[čđŋšŧžá]")}


def guess_language(text: str) -> str:
    """The BCP 47 code of the passage's language: sv, en, fi, se (Northern Sami), de, no or da.

    Swedish unless another language has clearly more of its small words; so what is short, a
    table or a list of names is Swedish.
    """
    words = _WORD.findall(text.lower())
    if len(words) < 4:
        return DEFAULT
    scores = {code: sum(word in profile for word in words) for code, profile in _profiles().items()}
    for code, letters in _LETTERS.items():
        scores[code] += sum(1 for word in words if letters.search(word))
    best = max(scores, key=lambda code: (scores[code], code == DEFAULT))
    if best == DEFAULT or scores[best] < _ENOUGH or scores[best] < _LEAD * scores[DEFAULT]:
        return DEFAULT
    return best


@cache
def _profiles() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("small_words.toml").read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in data.items()}
