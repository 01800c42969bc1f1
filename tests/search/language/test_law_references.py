from __future__ import annotations

import pytest

from search.language.law_references import references


def tokens(text: str) -> list[str]:
    return [token for reference in references(text) for token in reference.tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 §", ["BL:5"]),
        ("5§", ["BL:5"]),
        ("5\u00a0§", ["BL:5"]),
        ("§ 5", ["BL:5"]),
        ("§5", ["BL:5"]),
        ("§ 5 bibliotekslagen", ["BL:5"]),
        ("15 §", ["BL:15"]),
        ("17 och 18 §§", ["BL:17", "BL:18"]),
        ("§§ 17 och 18", ["BL:17", "BL:18"]),
        ("§§ 4-5", ["BL:4", "BL:5"]),
        ("4, 5 och 8 §§", ["BL:4", "BL:5", "BL:8"]),
        ("4–6 §§ bibliotekslagen", ["BL:4", "BL:5", "BL:6"]),
        ("Bibliotekslagen 5 §", ["BL:5"]),
        ("Bibliotekslagen (2013:801) 5 §", ["BL:5"]),
        ("bibliotekslagens 5 §", ["BL:5"]),
        ("5 § i bibliotekslagen (SFS 2013:801)", ["BL:5"]),
        ("2 kap. 36 § skollagen", ["SkolL:2:36"]),
        ("2 kap 36 § i skollagen (2010:800)", ["SkolL:2:36"]),
        ("skollagen 2 kap. 36 §", ["SkolL:2:36"]),
        ("skollagen (2010:800) 2 kap. 36 a §", ["SkolL:2:36a"]),
        ("2 kap. 36 §", ["2:36"]),
        ("2 kap. 5 §", ["2:5"]),
        ("8 § minoritetslagen", ["MinL:8"]),
        ("14 § språklagen (2009:600)", ["SpråkL:14"]),
        ("5 § lagen (2009:724) om nationella minoriteter", ["MinL:5"]),
        ("5 § förköpslagen", ["förköpslag:5"]),
        ("Enligt 6 § ska det finnas folkbibliotek. Skollagen säger annat.", ["BL:6"]),
        ("Enligt 6 § ska kommunen ha folkbibliotek, och skollagen gäller skolan", ["BL:6"]),
        ("bibliotekslagen 5 § och skollagen 2 kap. 36 §", ["BL:5", "SkolL:2:36"]),
        ("6 § bibliotekslagen och 2 kap. 36 § skollagen", ["BL:6", "SkolL:2:36"]),
        ("I skollagen (2010:800) anges i 2 kap. 36 § att", ["SkolL:2:36"]),
        ("5 § första stycket i skollagen", ["SkolL:5"]),
        ("Bibliotekslagen (SFS 2013:801), § 17", ["BL:17"]),
        ("BL 5 §", ["BL:5"]),
        ("§ 45", ["§:45"]),
        ("Kommunfullmäktige 2019-05-20 § 5", ["§:5"]),
        ("antagen av kommunfullmäktige § 12", ["§:12"]),
        ("KF § 12", ["§:12"]),
        ("KS 2018-03-06, § 8", ["§:8"]),
        ("sida 5", []),
        ("s. 5 av 15", []),
        ("Dnr 2017/130-88", []),
        ("§", []),
        ("§§ och kap.", []),
        ("", []),
    ],
)
def test_sections_become_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_a_reference_spans_the_written_characters() -> None:
    text = "Enligt 17 och 18 §§ följs planerna."
    assert [text[found.start : found.end] for found in references(text)] == ["17 och 18 §§"]
