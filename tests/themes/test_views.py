"""Themes as a search filter and the theme pages."""

import re

import pytest

from search.indexing import rebuild
from tests.factories.pages import InformationPageFactory
from tests.search.conftest import TODAY, collect
from themes.models import Theme, ThemeKind

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]


@pytest.fixture(autouse=True)
def site(empty_site, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    Theme.objects.all().delete()
    Theme.objects.create(
        slug="lasning", name="Läsning för alla", terms="läsfrämjande\nsmå barn", kind=ThemeKind.SUBJECT
    )
    collect("Alby", "Läsfrämjandet växer.", "De små barnens stund.", "Bokbussen kör.", code="0301")
    collect("Berga", "Bokbussen möter byn.", code="0302")
    rebuild()


def write(title, text, *themes):
    page = InformationPageFactory(title=title, summary="Kort.", body=[("text", f"<p>{text}</p>")], themes=themes)
    rebuild()
    return page


def headline(html):
    return re.search(r'data-testid="search-summary"[^>]*>([^<]*)<', html)[1].strip()


def search(client, query, status=200):
    answer = client.get(f"/sok/?{query}")
    assert answer.status_code == status
    return answer.text


def test_theme_filter_matches_inflected_terms(client):
    html = search(client, "tema=lasning")

    assert headline(html) == "2 sidor i 1 plan"
    assert "<mark>Läsfrämjandet</mark> växer." in html


def test_theme_filter_restricts_the_query(client):
    assert headline(search(client, "q=växer&tema=lasning")) == "1 sida i 1 plan"
    assert headline(search(client, "q=bokbussen&tema=lasning")) == "Ingen sida hittades"


def test_theme_filter_restricts_an_or_query(client):
    html = search(client, "q=växer+bokbussen&tema=lasning")

    assert headline(html) == "1 sida i 1 plan"
    assert "Få träffar har alla orden; också de som har något av dem visas." in html


def test_theme_terms_are_shown_and_removable(client):
    html = search(client, "tema=lasning")
    assert "utan=l%C3%A4sfr%C3%A4mjande" in html

    assert headline(search(client, "tema=lasning&utan=läsfrämjande")) == "1 sida i 1 plan"


def test_hit_links_to_the_matching_theme_term(client):
    assert "/sida/1/?q=%22L%C3%A4sning+f%C3%B6r+alla%22+OR+l%C3%A4sfr%C3%A4mjande" in search(client, "tema=lasning")


def test_active_theme_filter_shows_its_name(client):
    assert "Läsning för alla" in search(client, "q=växer&tema=lasning")


def test_unknown_theme_filter_gives_400(client):
    assert "”Tema” har inget värde ”finnsinte”." in search(client, "tema=finnsinte", status=400)


def test_csv_has_a_row_for_each_hit(client):
    text = b"".join(client.get("/sok/?tema=lasning&format=csv")).decode("utf-8-sig")

    assert len(text.strip().splitlines()) == 3


def test_tagged_page_is_found_without_its_terms(client):
    write("Tips", "Något annat.", Theme.objects.get())

    html = search(client, "tema=lasning&source=information")

    assert 'href="/tips/"' in html
    assert "Dessutom stämmer titeln för 1 sida, som står sist." in html


def test_tabs_keep_the_theme_filter(client):
    write("Tips", "Läsfrämjande för små barn.")

    html = search(client, "tema=lasning")

    assert re.findall(r'data-testid="tab"[^>]*>([^<]+) <span>([^<]+)<', html) == [
        ("Biblioteksplaner", "1"),
        ("Information", "1"),
    ]
    assert 'href="?tema=lasning&amp;source=information"' in html


def test_theme_page_shows_count_and_first_hits_of_each_source(client):
    write("Tips", "Läsfrämjande för små barn.")

    html = client.get("/teman/lasning/").text

    titles = [" ".join(title.split()) for title in re.findall(r'<h2 id="kalla-[^>]*>([^<]*)<', html)]
    assert titles == ["Biblioteksplaner: 2 sidor i 1 plan", "Information: 1 avsnitt på 1 webbsida"]
    assert re.findall(r'<li class="chip">([^<]+)<', html) == ["Läsning för alla", "läsfrämjande", "små barn"]
    assert 'href="/sok/?tema=lasning&amp;source=information"' in html


def test_theme_page_without_hits_shows_a_notice(client):
    Theme.objects.create(slug="annat", name="Rymdfart")

    assert "Ingenting på webbplatsen har något av orden ännu." in client.get("/teman/annat/").text


def test_theme_list_is_grouped_by_kind(client):
    Theme.objects.create(slug="5", name="5 § Språk", kind=ThemeKind.SECTION)

    html = client.get("/teman/").text

    assert re.findall(r'<h2 id="slag[^>]*>([^<]+)<|row__title" href="([^"]+)"', html) == [
        ("Ämne", ""),
        ("", "/teman/lasning/"),
        ("Paragraf i bibliotekslagen", ""),
        ("", "/teman/5/"),
    ]


def test_unknown_theme_gives_404(client):
    assert client.get("/teman/finnsinte/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_theme_page_query_count_is_constant(client, django_assert_num_queries, count):
    for number in range(count):
        write(f"Tips {number}", "Läsfrämjande för små barn.")
        collect(f"Kommun {number}", "Läsfrämjande.", code=f"040{number}")
    rebuild()
    client.get("/teman/lasning/")

    with django_assert_num_queries(9):
        client.get("/teman/lasning/")


def test_renamed_theme_reindexes_its_pages(client, django_capture_on_commit_callbacks):
    write("Tips", "Något annat.", Theme.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        theme = Theme.objects.get()
        theme.name = "Rymdfart"
        theme.save()

    assert 'href="/tips/"' in search(client, "q=rymdfart&source=information")
