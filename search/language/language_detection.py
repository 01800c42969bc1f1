"""Which language a passage is written in: a statistical guess that the small words of the language must confirm."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

UNDETERMINED = "und"  # BCP 47
_CODES = {
    "SWEDISH": "sv",
    "ENGLISH": "en",
    "FINNISH": "fi",
    "BOKMAL": "no",
    "NYNORSK": "no",
    "DANISH": "da",
    "GERMAN": "de",
    "FRENCH": "fr",
    "SPANISH": "es",
    "SOMALI": "so",
    "ESTONIAN": "et",
    "ICELANDIC": "is",
    "ARABIC": "ar",
    "PERSIAN": "fa",
    "URDU": "ur",
    "RUSSIAN": "ru",
    "UKRAINIAN": "uk",
}
_UNKNOWN_TO_LIBRARY = ("se", "smj", "sma", "rom", "ku")
_NEIGHBOURS = ("no", "da")  # of Swedish: they must have more small words than it
_SCRIPTS = {"GREEK": "el", "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "CJK": "zh", "ETHIOPIC": "ti"}
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")  # letters after Latin Extended-B
_YIDDISH = re.compile("[\u05f0-\u05f2\u05b7\u05b8\ufb1d-\ufb4f]|\\b(?:און|דער|איז|פון|פֿון|מיט|נישט|ניט)\\b")
_MARKED_FORM = re.compile(r"(?:thaan|thään|hiin|hhaan|hhään)$")  # Meänkieli: puhuthaan, käythään
_MIN_WORDS = 4
_MIN_LETTERS = 20
_MIN_CONFIDENCE = 0.6
_MIN_SHARE = 0.1  # of small words among all: Swedish prose has 0.3
_OWN_SHARE = 0.15  # for a language that the library does not know
_OWN_WORDS = 2  # different ones of three letters or more
_LEAD = 1.3
_SURE_SHARE = 0.25  # of Swedish small words, and more than of its neighbours: Swedish whatever the library says
_MARKS_OF_MEANKIELI = 2


def detect_language(text: str) -> str:
    """The BCP 47 code of a text's language; `und` when it is short, a table, a list of names, or in a language unknown.

    Swedish, English, Finnish, Meänkieli, the Sami languages se, smj and sma, Romani, Yiddish, Norwegian, Danish and
    the languages most read at Swedish libraries besides.
    """
    words = _WORD.findall(text.lower())
    script = _script(text, words)
    if script != "LATIN":
        return _by_script(text, script)
    if len(words) < _MIN_WORDS or sum(map(len, words)) < _MIN_LETTERS:
        return UNDETERMINED
    shares = _shares_of_small_words(words)
    if _is_surely_swedish(shares):
        return "sv"
    guess = _guess(text)
    own = max(_UNKNOWN_TO_LIBRARY, key=lambda code: shares[code])
    distinct = {word for word in words if word in _profiles()[own] and len(word) > 2}
    if shares[own] >= _OWN_SHARE and shares[own] > _LEAD * shares.get(guess, 0) and len(distinct) >= _OWN_WORDS:
        return own
    if guess in (UNDETERMINED, *_NEIGHBOURS) and _is_most_like_swedish(shares):
        return "sv"
    if guess == UNDETERMINED or shares[guess] < max(_MIN_SHARE, shares["sv"] if guess in _NEIGHBOURS else 0):
        return UNDETERMINED
    return "fit" if guess == "fi" and _is_meankieli(words) else guess


def _shares_of_small_words(words: list[str]) -> dict[str, float]:
    found = Counter(code for word in words for code in _languages_of().get(word, ()))
    return {code: found[code] / len(words) for code in _profiles()}


def _is_surely_swedish(shares: dict[str, float]) -> bool:
    """Whether the small words are so many and so Swedish that the library need not be asked, which takes longest."""
    others = max(share for code, share in shares.items() if code != "sv")
    return shares["sv"] >= _SURE_SHARE and shares["sv"] >= _LEAD * others


def _is_most_like_swedish(shares: dict[str, float]) -> bool:
    return shares["sv"] >= _SURE_SHARE and shares["sv"] > max(shares[code] for code in shares if code != "sv")


def _guess(text: str) -> str:
    """What the library is sure of, both Norwegian languages as one."""
    found: dict[str, float] = defaultdict(float)
    for one in _detector().compute_language_confidence_values(text):
        found[_CODES[one.language.name]] += one.value
    code = max(found, key=lambda each: found[each])
    return code if found[code] >= _MIN_CONFIDENCE and code in _profiles() else UNDETERMINED


def _is_meankieli(words: list[str]) -> bool:
    marks = sum(word in _profiles()["fit"] or bool(_MARKED_FORM.search(word)) for word in words)
    return marks >= _MARKS_OF_MEANKIELI and marks > sum(word in ("on", "että", "kun", "minä", "sinä") for word in words)


def _script(text: str, words: list[str]) -> str:
    """The script that most letters are of, by the first word of their names in Unicode."""
    if 2 * len(_BEYOND_LATIN.findall(text)) < sum(map(len, words)):
        return "LATIN"
    names = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    return names.most_common(1)[0][0] if names else "LATIN"


def _by_script(text: str, script: str) -> str:
    if script == "HEBREW":
        return "yi" if len(_YIDDISH.findall(text)) >= 2 else "he"
    if script in ("ARABIC", "CYRILLIC"):
        language = _detector().detect_language_of(text)
        return _CODES[language.name] if language else UNDETERMINED
    return _SCRIPTS.get(script, UNDETERMINED)


@cache
def _detector() -> Any:
    """Three letters at a time are enough for passages, and need 40 MB instead of 370."""
    from lingua import Language, LanguageDetectorBuilder  # noqa: PLC0415 - 100 MB that only readers of files need

    languages = [getattr(Language, name) for name in _CODES]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


@cache
def _profiles() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("small_words.toml").read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in data.items()}


@cache
def _languages_of() -> dict[str, list[str]]:
    """The languages that have each small word."""
    languages: dict[str, list[str]] = defaultdict(list)
    for code, words in _profiles().items():
        for word in words:
            languages[word].append(code)
    return dict(languages)
