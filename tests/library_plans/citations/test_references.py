"""Places in plans that editors refer to: which are refused where, what is shown, and what is left out."""

import pytest

from library_plans.citations.blocks import PlanQuoteBlock
from library_plans.citations.references import citable_editions, contains_words
from library_plans.models import Redaction
from tests.content.test_blocks import block_errors
from tests.factories.library_plans import DecisionFactory, EditionFactory, EditionPageFactory, PassageFactory

pytestmark = pytest.mark.django_db
WORDS = "Biblioteket är till för alla"


@pytest.fixture
def edition():
    edition = EditionFactory(page_count=2)
    for number in (1, 2):
        EditionPageFactory(edition=edition, number=number)
    PassageFactory(edition=edition, page_number=1, position=1, text=f"{WORDS}.")
    PassageFactory(edition=edition, page_number=2, position=2, text="Namn Namnsson svarar.")
    return edition


@pytest.fixture
def redact(django_user_model, edition):
    user = django_user_model.objects.create_user("kb@example.org", password="x")

    def make(page=None, words=""):
        return Redaction.objects.create(
            edition=edition, page_number=page, words=words, reason="Namn", legal_ground="GDPR", decided_by=user
        )

    return make


def drawn(edition, page=1, words=WORDS):
    block = PlanQuoteBlock()
    value = block.to_python({"edition": edition.pk, "page": page, "words": words})
    return " ".join(block.render(value).split())


@pytest.mark.parametrize(
    ("page", "words", "messages"),
    [
        (3, WORDS, {"page": "Utgåvan har sidorna 1 till 2."}),
        (2, WORDS, {"words": "De här orden står inte på sidan."}),
        (1, "Biblioteket är för alla", {"words": "De här orden står inte på sidan."}),
        (1, "   ", {"words": "Det här fältet är obligatoriskt"}),
        (None, WORDS, {"page": "Det här fältet är obligatoriskt"}),
    ],
)
def test_a_quote_is_refused_at_the_part_that_is_wrong(edition, page, words, messages):
    assert block_errors(PlanQuoteBlock(), edition=edition, page=page, words=words) == messages


def test_a_quote_needs_an_edition():
    assert block_errors(PlanQuoteBlock(), edition=None, page=1, words="x") == {
        "edition": "Det här fältet är obligatoriskt"
    }


def test_a_quote_of_an_edition_that_nobody_owns_is_refused():
    nobodys = EditionFactory(plan__owner=None)

    assert block_errors(PlanQuoteBlock(), edition=nobodys, page=1, words="x") == {
        "edition": "Utgåvan är inte offentlig."
    }


def test_a_quote_of_a_redacted_page_is_refused(edition, redact):
    redact(page=2)

    assert block_errors(PlanQuoteBlock(), edition=edition, page=2, words="Namn") == {"page": "Sidan är dold."}


@pytest.mark.parametrize("words", [WORDS, "biblioteket ÄR till\nför  alla", "alla."])
def test_words_are_found_across_line_breaks(edition, words):
    cleaned = PlanQuoteBlock().clean(PlanQuoteBlock().normalize({"edition": edition, "page": 1, "words": words}))

    assert (cleaned["edition"], cleaned["page"]) == (edition, 1)


def test_words_are_found_across_passages():
    assert contains_words("slut Början", ["Ett slut", "Början på mer"])


def test_a_quote_leads_to_its_words_in_the_reader(edition):
    DecisionFactory(plan=edition.plan)

    html = drawn(edition)

    address = f"{edition.plan.get_absolute_url()}1/sida/1/"
    assert f'href="{address}?q=%22Biblioteket+%C3%A4r+till+f%C3%B6r+alla%22"' in html
    assert f"<blockquote><p>{WORDS}</p></blockquote>" in html
    assert "antagen 26 oktober 2023" in html
    assert "nyare utgåva" not in html


def test_a_quote_stays_with_its_edition_and_says_that_a_newer_one_exists(edition):
    EditionFactory(plan=edition.plan, number=2)

    html = drawn(edition)

    assert f"{edition.plan.get_absolute_url()}1/sida/1/" in html
    assert "En nyare utgåva har samlats in." in html


@pytest.mark.parametrize(("page", "words"), [(None, ""), (1, ""), (1, "till för"), (1, "ord som inte finns")])
def test_a_redacted_quote_is_not_shown(edition, redact, page, words):
    redact(page=page, words=words)

    html = drawn(edition)

    assert html == '<p class="remark">Citatet som stod här kan inte längre visas.</p>'


def test_a_quote_beside_redacted_words_is_shown(edition, redact):
    redact(page=2, words="Namn Namnsson")

    assert WORDS in drawn(edition)


@pytest.mark.parametrize("count", [1, 3])
def test_editions_are_fetched_at_once(edition, django_assert_num_queries, count):
    keys = [edition.pk, *(EditionFactory().pk for _ in range(count - 1))]
    block = PlanQuoteBlock()

    with django_assert_num_queries(3):
        values = block.bulk_to_python([{"edition": key, "page": 1, "words": "x"} for key in keys])
        assert "Citatet" not in "".join(block.render(value) for value in values)


def test_two_quotes_of_an_edition_have_objects_of_their_own(edition):
    one, two = PlanQuoteBlock().bulk_to_python([{"edition": edition.pk, "page": page, "words": "x"} for page in (1, 2)])

    assert one["edition"] is not two["edition"]
    assert citable_editions().get().adopted_on is None
