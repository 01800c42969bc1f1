import pytest

from search.language import analyse
from themes.models import Theme
from themes.reference_data import load_themes

pytestmark = pytest.mark.django_db


def test_every_theme_of_the_file_is_loaded_with_search_terms():
    added = load_themes()

    assert added == Theme.objects.count() == 34
    assert [one.slug for one in Theme.objects.all() for term in one.search_terms if not analyse(term)] == []


def test_second_load_keeps_editors_changes():
    load_themes()
    Theme.objects.filter(slug="beredskap").update(terms="kris")

    assert load_themes() == 0
    assert Theme.objects.get(slug="beredskap").search_terms == ["Beredskap", "kris"]


def test_section_theme_matches_law_references():
    load_themes()

    terms = Theme.objects.get(slug="5-paragrafen").search_terms

    assert [token.exact for token in analyse(terms[1])] == ["BL:5"]
