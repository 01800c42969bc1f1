"""Language prefixes, the language switcher and translated pages in search."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site_settings
from wagtail.models import PageViewRestriction

from home.models import HomePage
from search.indexing import rebuild
from tests.home.languages.translations import translated

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in site_settings.LANGUAGES if code != "sv"]


FRAMED_IN_SWEDISH = [code for code in LANGUAGES if code != "en"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_home_page_of_a_language_has_its_prefix(client, code):
    translated(HomePage.source_page(), code)

    answer = client.get(f"/{code}/")

    assert answer.status_code == 200
    assert f'<html lang="{"en" if code == "en" else "sv"}" dir="ltr">' in answer.text


def frame(html, language):
    """The texts around those of the page itself, which are marked as being in `language`."""
    soup = BeautifulSoup(html, "html.parser")
    for own in soup.select(f'[lang="{language}"], .languages, h1, .lead, .content__text, [aria-current="page"]'):
        own.extract()
    return list(soup.stripped_strings)


@pytest.mark.parametrize("code", FRAMED_IN_SWEDISH)
def test_page_without_a_whole_catalogue_stands_in_the_swedish_frame(client, information, code):
    translated(HomePage.source_page(), code)
    translated(information, code)
    swedish = client.get("/om-planer/").text

    html = client.get(f"/{code}/om-planer/").text

    assert [string for string in frame(html, code) if string not in frame(swedish, code)] == []
    soup = BeautifulSoup(html, "html.parser")
    own = {name: soup.select_one(name) for name in ("title", "h1", ".lead", ".content__text")}
    assert {name: (tag["lang"], tag["dir"]) for name, tag in own.items()} == dict.fromkeys(
        own, (code, "rtl" if code == "yi" else "ltr")
    )


@pytest.mark.parametrize("code", FRAMED_IN_SWEDISH)
def test_page_that_is_not_found_below_a_prefix_is_in_swedish(client, information, code):
    assert frame(client.get(f"/{code}/finns-inte/").text, code) == frame(client.get("/finns-inte/").text, code)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", ["", "om-planer/", "rapporter/"])
def test_path_of_a_language_without_pages_gives_404(client, information, code, path):
    assert client.get(f"/{code}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/om-planer/", "/sok/", "/planer/", "/teman/", "/finns-inte/", "/logga-in/"])
def test_accept_language_header_is_ignored(client, information, path):
    answer = client.get(path, headers={"accept-language": "en, fi;q=0.5"})

    assert '<html lang="sv"' in answer.text


def test_language_switcher_links_to_published_versions_only(client, information):
    translated(HomePage.source_page(), "en")
    translated(HomePage.source_page(), "fi")
    translated(information, "en")
    translated(information, "fi", live=False)

    swedish, english = client.get("/om-planer/").text, client.get("/en/om-planer/").text

    assert '<a href="/en/om-planer/" lang="en" hreflang="en">English</a>' in swedish
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/om-planer/">' in swedish
    assert "/fi/om-planer/" not in swedish
    assert '<a href="/om-planer/" lang="sv" hreflang="sv">svenska</a>' in english
    assert '<span lang="en" aria-current="true">English</span>' in english


def test_language_switcher_of_a_single_version_is_absent(client, information):
    assert 'class="languages"' not in client.get("/om-planer/").text


@pytest.mark.parametrize("on_parent", [False, True])
def test_language_switcher_leaves_out_restricted_versions(client, information, on_parent):
    home, page = translated(HomePage.source_page(), "en"), translated(information, "en")
    PageViewRestriction.objects.create(page=home if on_parent else page, restriction_type="login")

    assert 'class="languages"' not in client.get("/om-planer/").text


@pytest.mark.parametrize("languages", [["en"], ["en", "fi", "yi"]])
def test_language_switcher_query_count_is_constant(client, information, django_assert_num_queries, languages):
    for code in languages:
        translated(HomePage.source_page(), code)
        translated(information, code)
    client.get("/om-planer/")

    with django_assert_num_queries(10):
        client.get("/om-planer/")


def test_unpublished_translation_gives_404(client, information):
    translated(HomePage.source_page(), "en")
    translated(information, "en", live=False)

    assert client.get("/en/om-planer/").status_code == 404


def test_search_result_of_a_translation_names_its_language(client, information):
    translated(HomePage.source_page(), "en")
    translated(information, "en")
    rebuild()

    html = client.get("/sok/?source=information&q=biblioteksplan").text

    assert html.count('data-testid="page-group"') == 2
    assert html.count('<a href="/en/om-planer/" lang="en">') == 1
