"""Information pages: rendering, search index and admin."""

import json
import re

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from home.models import HomePage, InformationPage
from search.indexing import rebuild
from search.page_source import PageSource
from search.sources import get_source
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db

BODY = [
    ("heading", {"text": "Medborgardialog", "level": "2"}),
    ("text", "<p>Så frågar kommunen sina invånare.</p>"),
    ("question", {"question": "Vem beslutar?", "answer": "<p>Fullmäktige antar planen.</p>"}),
]


@pytest.fixture(autouse=True)
def site(empty_site, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    rebuild()


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def publish(title="Om planer", parent=None, body=BODY, **values):
        values = {"summary": "Vad en biblioteksplan är.", **values}
        page = InformationPageFactory(parent=parent or HomePage.source_page(), title=title, body=body, **values)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return page

    return publish


def found(client, query):
    html = client.get(f"/sok/?source=information&q={query}").text
    return re.findall(r'class="hit__path"><a href="([^"]+)"', html)


def tabs(client, query):
    html = client.get(f"/sok/?{query}").text
    rows = re.findall(r'data-testid="tab"([^>]*)>([^<]+) <span>([^<]+)</span>', html)
    return [(title, int(count), "aria-current" in mark) for mark, title, count in rows]


def test_page_shows_breadcrumbs_summary_text_and_child_pages(client, publish):
    page = publish()
    publish("Ordlista", parent=page)

    html = client.get("/om-planer/").text

    assert '<span aria-current="page">Om planer</span>' in html
    assert '<p class="lead">Vad en biblioteksplan är.</p>' in html
    assert '<h2 id="medborgardialog">Medborgardialog</h2>' in html
    assert '<a class="row__title" href="/om-planer/ordlista/">Ordlista</a>' in html


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_constant_with_child_pages(client, publish, django_assert_num_queries, count):
    page = publish()
    for number in range(count):
        publish(f"Under {number}", parent=page)
    client.get("/om-planer/")

    with django_assert_num_queries(11):
        client.get("/om-planer/")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("medborgardialog", "/om-planer/#medborgardialog"),
        ("invånarna", "/om-planer/#medborgardialog"),
        ("fullmäktige", "/om-planer/#vem-beslutar"),
        ("vad en biblioteksplan är", "/om-planer/"),
    ],
)
def test_search_hit_links_to_the_heading_above_it(client, publish, words, address):
    publish()

    assert found(client, words)[0] == address


def test_tab_counts_equal_the_results_of_each_tab(client, publish):
    publish()
    publish("Mer om planer")

    assert tabs(client, "q=fullmäktige") == [("Biblioteksplaner", 0, True), ("Information", 2, False)]
    assert tabs(client, "q=fullmäktige&source=information") == [
        ("Biblioteksplaner", 0, False),
        ("Information", 2, True),
    ]
    assert "2 avsnitt på 2 webbsidor" in client.get("/sok/?q=fullmäktige&source=information").text


def test_notice_of_few_full_matches_is_per_source(client, publish):
    """A small source falls back to any of the words where a large one requires all; its tab count does too."""
    publish()

    [_plans, (_title, count, _current)] = tabs(client, "q=medborgardialog+fullmäktige")

    assert len(found(client, "medborgardialog+fullmäktige")) == 2
    assert count == 1  # web page, with both hits


def test_source_without_hits_has_no_tab(client, publish):
    publish()

    assert tabs(client, "q=finnsinte") == []


def test_title_prefix_is_suggested(client, publish):
    publish("Läs om samråd")

    [offered] = client.get("/sok/forslag/?q=läs o").json()["suggestions"]

    assert (offered["text"], offered["url"]) == ("Läs om samråd", "/las-om-samrad/")


class TestRemovalFromTheIndex:
    """Pages that are no longer public leave the search index."""

    def test_unpublished_page_is_removed(self, client, publish, django_capture_on_commit_callbacks):
        page = publish()
        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()

        assert found(client, "fullmäktige") == []

    def test_deleted_page_is_removed_with_its_child_pages(self, client, publish, django_capture_on_commit_callbacks):
        page = publish()
        publish("Ordlista", parent=page)
        with django_capture_on_commit_callbacks(execute=True):
            InformationPage.objects.get(pk=page.pk).delete()

        assert found(client, "fullmäktige") == []

    def test_restricted_page_is_removed_until_the_restriction_is_lifted(
        self, client, publish, django_capture_on_commit_callbacks
    ):
        page = publish()
        publish("Ordlista", parent=page)
        with django_capture_on_commit_callbacks(execute=True):
            lock = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert found(client, "fullmäktige") == []

        with django_capture_on_commit_callbacks(execute=True):
            lock.delete()
        assert len(found(client, "fullmäktige")) == 2

    def test_page_moved_below_a_restricted_page_is_removed(self, client, publish, django_capture_on_commit_callbacks):
        closed, page = publish("Stängd"), publish()
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        with django_capture_on_commit_callbacks(execute=True):
            page.move(closed, pos="last-child")

        assert found(client, "fullmäktige") == []

    def test_moved_page_is_found_at_its_new_url(self, client, publish, django_capture_on_commit_callbacks):
        other, page = publish("Annat", body=[]), publish()
        with django_capture_on_commit_callbacks(execute=True):
            page.move(other, pos="last-child")

        assert found(client, "fullmäktige") == ["/annat/om-planer/#vem-beslutar"]


def test_draft_is_not_in_the_index(client, publish):
    first = {
        str(page.pk)
        for page in HomePage.source_page().get_children().live()
        if page.slug in ("integritet", "tillganglighet")
    }
    page = publish()
    InformationPageFactory(title="Utkast", summary="Fullmäktige.", live=False)
    rebuild()

    source = get_source("information")
    assert isinstance(source, PageSource)
    assert source.keys() == {str(page.pk), *first} == {record.key for record in source.records()}


def test_csv_has_a_row_for_each_hit(client, publish):
    publish()

    text = b"".join(client.get("/sok/?source=information&q=fullmäktige&format=csv")).decode("utf-8-sig")

    assert len(text.strip().splitlines()) == 2
    assert "http://testserver/om-planer/#vem-beslutar" in text


def test_api_returns_page_results(client, publish):
    publish()

    answer = client.get("/api/v1/search?source=information&q=fullmäktige").json()

    assert (answer["pages"], answer["plans"]) == (1, 1)
    assert answer["hits"] == [
        {
            "title": "Om planer",
            "heading": "Medborgardialog › Vem beslutar?",
            "url": "http://testserver/om-planer/#vem-beslutar",
            "snippet": "<mark>Fullmäktige</mark> antar planen.",
        }
    ]


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def form_data(levels):
    headings = [("heading", {"text": f"Rubrik {level}", "level": level}) for level in levels]
    data = {
        "title": "Ny sida",
        "slug": "ny-sida",
        "summary": "Kort.",
        "body": streamfield([*headings, ("text", rich_text("<p>Ord.</p>"))]),
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""},
        "action-publish": "1",
    }
    return nested_form_data(data)


def test_editor_can_create_and_publish_a_page(editor):
    home = HomePage.source_page()

    editor.post(f"/admin/pages/add/home/informationpage/{home.pk}/", form_data(["2", "3"]))

    assert editor.get("/ny-sida/").text.count("Rubrik") == 2


def test_heading_that_skips_a_level_has_an_error_at_its_block(editor):
    home = HomePage.source_page()

    answer = editor.post(f"/admin/pages/add/home/informationpage/{home.pk}/", form_data(["2", "4"]))

    assert answer.status_code == 200
    assert json.dumps("En rubrik på nivå 4 måste stå under en på nivå 3.")[1:-1] in answer.text
    assert not InformationPage.objects.filter(slug="ny-sida").exists()


def test_draft_may_be_incomplete(editor):
    home, draft = HomePage.source_page(), form_data(["2", "4"])
    del draft["action-publish"]

    editor.post(f"/admin/pages/add/home/informationpage/{home.pk}/", draft)

    assert InformationPage.objects.get(slug="ny-sida").live is False


def test_admin_lists_information_pages(editor, publish):
    publish()

    answer = editor.get("/admin/informationssidor/")

    assert "Om planer" in answer.text
    assert "Informationssidor" in editor.get("/admin/").text
