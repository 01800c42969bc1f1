from __future__ import annotations

import unicodedata

import pytest

from search.language import fold, is_known


@pytest.mark.parametrize(
    "word",
    [
        "bibliotek",
        "Stockholm",
        "läsfrämjandeinsatserna",
        "SKOLBIBLIOTEKSPLAN",
        "är",
        unicodedata.normalize("NFD", "läsår"),
    ],
)
def test_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize(
    "word", ["", "xkcdq", "kultrrrarcrxrr", "bibliotcksplan", "fôr", "123", "bibliotekbibliotekschefför"]
)
def test_unknown(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Östhammar", "osthammar"),
        ("lån", "lan"),
        ("idé", "ide"),
        ("o\u0308", "o"),
        ("smørrebrød", "smorrebrod"),
        ("abc", "abc"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded
