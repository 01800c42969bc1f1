import html
import re
from itertools import pairwise

import pytest
from django.utils.safestring import SafeString
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.memory import MemoryEngine
from search.highlight import SNIPPET, highlight, marked_words, snippet
from search.query_analysis import analyse_query
from search.types import AnalysedQuery, ExpansionOptions
from tests.factories.search import SOURCE, record


def analysed(query: str, text: str, **options) -> AnalysedQuery:
    engine = MemoryEngine()
    engine.write([record("1", text)])
    return analyse_query(query, engine, source=SOURCE, options=ExpansionOptions(**options))


def marked(query: str, text: str, **options) -> list[str]:
    return [text[start:end] for start, end in marked_words(text, analysed(query, text, **options))]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("bibliotek", "Biblioteket och folkbiblioteken, inte bibel.", ["Biblioteket", "folkbiblioteken"]),
        ("lån", "Lån i vårt län", ["Lån"]),
        ('"öppet hus"', "Öppet hus. Ett hus som är öppet.", ["Öppet", "hus"]),
        ("läs*", "Läsning och läslust, utläsa", ["Läsning", "läslust"]),
        ("5 §", "Enligt 5 § bibliotekslagen, sida 5", ["5 §"]),
        ("biblioteksplan", "Bibliotekens planer", ["Bibliotekens", "planer"]),
        ("folkbibliotek", "Ett bibliotek", []),
        ("folkbibliotek", "Folk- och skolbiblioteken; folk på biblioteken", ["Folk", "skolbiblioteken"]),
        ("kulturskola", "Kulturrådet och skolnämnden. Kultur, skola och kultur-\nskolan", ["kultur", "skolan"]),
        ("barnrätt", "Barnverksamhetens rättvisa; barns rätt, barnrättsfrågor", ["barns", "rätt", "barnrättsfrågor"]),
        ("meröppet", "Mer information om en öppen plats", []),
        ("lasframjande", "Läsfrämjande", ["Läsfrämjande"]),
        ("plan -spel", "En plan för spel", ["plan"]),
        ("läs\u00adning", "Läs\u00adning", ["Läs\u00adning"]),
    ],
)
def test_matching_words_are_marked(query, text, expected):
    assert marked(query, text) == expected


def test_an_exact_query_marks_the_written_form():
    assert marked("biblioteket", "Biblioteket och biblioteken", exact=True) == ["Biblioteket"]


def test_text_is_escaped():
    text = "<b>Läsning</b> & <script>läsning</script>"
    shown = highlight(text, analysed("läsning", text))

    assert isinstance(shown, SafeString)
    assert shown == ("&lt;b&gt;<mark>Läsning</mark>&lt;/b&gt; &amp; &lt;script&gt;<mark>läsning</mark>&lt;/script&gt;")


def test_a_snippet_contains_the_matching_words():
    text = "Annat innehåll. " * 60 + "Läsning för barn. " + "Annat innehåll. " * 60
    shown = snippet(text, analysed("läsning barn", text))

    assert "<mark>Läsning</mark> för <mark>barn</mark>" in shown
    assert (shown[:2], shown[-2:]) == ("… ", " …")
    assert len(re.sub("</?mark>", "", shown)) <= SNIPPET + 4


def test_a_short_text_is_its_own_snippet():
    assert snippet("Läsning\n för  alla", analysed("läsning", "Läsning")) == "<mark>Läsning</mark> · för alla"


TEXTS = st.text(st.sampled_from("läs bok<>&\u00ad\"'§5\n"), max_size=400)


@given(TEXTS, st.sampled_from(["läs", "läs*", '"läs bok"', "5 §", "bok -läs"]))
@settings(deadline=None)
def test_highlighting_changes_nothing_but_marks(text, query):
    found = analysed(query, text)
    spans = marked_words(text, found)

    assert html.unescape(re.sub("</?mark>", "", highlight(text, found))) == text
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert snippet(text, found).count("<mark>") <= len(spans)
