"""The reader: text with marks, boxes, the way between hits, a citation, and what is said when text is missing."""

import datetime as dt

import pytest
from lxml import html

from extraction.types import MediaType, PassageKind
from library_plans.models import Passage, Redaction
from library_plans.reader import in_document_search
from search.indexing import rebuild
from tests.factories.library_plans import PassageFactory

pytestmark = pytest.mark.django_db
PLAN = "/planer/0399-alby/plan-2024-kommun-1/"
PAGES = ["Läsfrämjande för barn.", "Bokbussen kör.", "Mer läsfrämjande arbete."]


@pytest.fixture
def edition(alby, collect):
    made = collect(alby, 2024, 2027, pages=PAGES)
    rebuild()
    return made


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return html.fromstring(response.text)


def texts(tree, selector):
    return [" ".join(node.text_content().split()) for node in tree.cssselect(selector)]


def test_words_are_marked_and_their_boxes_drawn(client, edition):
    page = read(client, f"{PLAN}1/sida/1/?q=läsfrämjande")

    assert texts(page, ".text mark") == ["Läsfrämjande"]
    assert [dict(box.attrib) for box in page.cssselect("[data-testid=boxes] rect")] == [
        {"x": "49.0", "y": "59.0", "width": "42.0", "height": "14.0", "rx": "1.5"}
    ]
    assert page.cssselect("[data-testid=boxes]")[0].get("viewbox") == "0 0 595.00 842.00"


def test_hits_are_counted_and_linked_across_pages(client, edition):
    page = read(client, f"{PLAN}1/sida/1/?q=läsfrämjande")

    assert texts(page, ".hitbar strong") == ["1 av 2"]
    assert page.cssselect("[data-testid=document-summary]")[0].get("data-pages") == "2"
    assert [link.get("href") for link in page.cssselect(".hitpages a")] == [
        f"{PLAN}1/sida/{number}/?q=l%C3%A4sfr%C3%A4mjande#traff-1" for number in (1, 3)
    ]


@pytest.mark.parametrize(("page", "linked"), [(1, [1]), (2, [3]), (3, [3])])
def test_only_the_nearest_pages_with_hits_are_linked_where_there_are_many(client, edition, monkeypatch, page, linked):
    monkeypatch.setattr(in_document_search, "LINKS_SIZE", 200)  # one link
    tree = read(client, f"{PLAN}1/sida/{page}/?q=läsfrämjande")

    assert [int(link.text_content()) for link in tree.cssselect(".hitpages a")] == linked
    assert tree.cssselect("[data-testid=document-summary]")[0].get("data-pages") == "2"
    assert "Här länkas de närmaste sidorna med träffar." in texts(tree, ".reader__find p")


def test_page_without_a_hit_points_to_the_nearest_on_both_sides(client, edition):
    page = read(client, f"{PLAN}1/sida/2/?q=läsfrämjande")

    assert texts(page, ".hitbar strong") == ["ingen träff här"]
    assert [link.get("href").split("sida/")[1][0] for link in page.cssselect(".hitbar a")] == ["1", "3"]


def test_exact_words_follow_from_page_to_page(client, edition):
    page = read(client, f"{PLAN}1/sida/1/?q=läsfrämjande&exakt=1")

    assert {link.get("href").split("?")[1] for link in page.cssselect(".steps--end a")} == {
        "q=l%C3%A4sfr%C3%A4mjande&exakt=1"
    }


def test_headings_above_the_page_are_headings_and_keep_their_marks(client, edition):
    page = read(client, f"{PLAN}1/sida/1/?q=barn")

    assert [(node.tag, node.text_content()) for node in page.cssselect(".running h2, .running h3")] == [
        ("h2", "Mål"),
        ("h3", "Barn"),
    ]
    assert texts(page, ".running mark") == ["Barn"]


def test_lists_tables_and_languages_are_kept(client, edition):
    Passage.objects.all().delete()
    PassageFactory(edition=edition, kind=PassageKind.LIST, text="ett\ntvå", heading_path=[])
    PassageFactory(edition=edition, kind=PassageKind.TABLE, text="år\tlån\n2024\t<b>", heading_path=[])
    PassageFactory(edition=edition, text="Buorre beaivi", language="se", heading_path=[])

    page = read(client, f"{PLAN}1/sida/1/")

    assert texts(page, ".text li") == ["ett", "två"]
    assert [(cell.get("scope"), cell.text) for cell in page.cssselect(".text th")] == [
        ("col", "år"),
        ("col", "lån"),
        ("row", "2024"),
    ]
    assert texts(page, ".text td") == ["<b>"]
    assert [node.text for node in page.cssselect(".text [lang=se]")] == ["Buorre beaivi"]


def test_both_page_numbers_are_shown(client, edition):
    page = read(client, f"{PLAN}1/sida/2/")

    assert texts(page, "h1") == ["Biblioteksplan 2024–2027, Alby kommun Sida 2 av 3 (tryckt 4)"]


def test_citation_holds_words_plan_adoption_page_and_address(client, edition):
    page = read(client, f"{PLAN}1/sida/3/?q=läsfrämjande")

    assert texts(page, "[data-quote-text]") == [
        "”Mer läsfrämjande arbete.” Alby kommun, Biblioteksplan 2024–2027, antagen 20 november 2023, "
        "sida 3 (tryckt 5). "
        f"http://testserver{PLAN}1/sida/3/"
    ]


def test_document_without_pages_has_sections_and_says_why_there_is_no_picture(client, alby, collect):
    collect(alby, 2024, 2027, media_type=MediaType.DOCX)

    page = read(client, f"{PLAN}1/sida/1/")

    assert page.cssselect(".sheet img") == []
    assert texts(page, "h1") == ["Biblioteksplan 2024–2027, Alby kommun Avsnitt 1 av 1 (tryckt 3)"]
    assert "inga fasta sidor" in texts(page, "figcaption")[0]


@pytest.mark.parametrize(("state", "words"), [("ocr", "av en maskin"), ("poor", "dålig")])
def test_uncertain_text_has_a_remark(client, alby, collect, state, words):
    made = collect(alby, 2024, 2027)
    made.pages.update(state=state)

    assert words in texts(read(client, f"{PLAN}1/sida/1/"), ".remark")[0]


def test_older_generation_leads_to_the_plan_in_force(client, alby, collect):
    today = dt.date.today()
    collect(alby, today.year - 8, today.year - 5)
    collect(alby, today.year - 1, today.year + 2)

    page = read(client, f"/planer/0399-alby/plan-{today.year - 8}-kommun-1/1/sida/1/")

    assert page.cssselect(".remark a")[0].get("href") == f"/planer/0399-alby/plan-{today.year - 1}-kommun-1/"


@pytest.fixture
def redact(edition, django_user_model):
    def make(**values):
        user = django_user_model.objects.get_or_create(email="kb@example.org")[0]
        return Redaction.objects.create(edition=edition, reason="namn", legal_ground="OSL", decided_by=user, **values)

    return make


@pytest.mark.parametrize(("page", "image"), [(1, 404), (2, 200)])
def test_picture_of_a_page_with_redacted_words_is_not_served(client, redact, page, image):
    redact(page_number=1, words="Läsfrämjande")

    assert client.get(f"{PLAN}1/sida/{page}/bild/").status_code == image
    assert len(read(client, f"{PLAN}1/sida/{page}/").cssselect(".sheet img")) == (image == 200)


def test_redacted_page_says_so_and_shows_nothing(client, redact):
    redact(page_number=1)

    page = read(client, f"{PLAN}1/sida/1/")

    assert texts(page, ".text") == [""]
    assert "dold" in texts(page, ".remark")[0]


def test_wholly_redacted_edition_has_no_pages_and_no_file(client, redact):
    redact()

    assert [client.get(f"{PLAN}1/{rest}").status_code for rest in ("", "sida/1/", "sida/1/bild/", "fil/")] == [
        200,
        404,
        404,
        404,
    ]


def test_search_on_the_edition_leads_to_its_first_hit(client, edition):
    response = client.get(f"{PLAN}1/?q=bokbussen")

    assert (response.status_code, response["Location"]) == (302, f"{PLAN}1/sida/2/?q=bokbussen#traff-1")
