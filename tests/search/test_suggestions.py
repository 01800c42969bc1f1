"""Autocomplete suggestions."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.suggestions import completions, suggestions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection")]


def test_the_last_word_is_completed_from_the_vocabulary():
    assert completions("läs") == ["läsfrämjande"]
    assert completions("barn bokb") == ["barn bokbussen"]


@pytest.mark.parametrize("text", ["", "l", " ", "barn ", "12", "§", '"', "läsfrämjande"])
def test_text_without_the_prefix_of_a_word_has_no_completions(text):
    assert completions(text) == []


def test_links_to_owners_come_first():
    offered = suggestions("Alb", AnonymousUser())

    assert (offered[0]["text"], offered[0]["url"]) == ("Alby kommun", "/planer/0301-alby/")


def test_suggestions_are_served_as_json(client):
    assert client.get("/sok/forslag/?q=läs").json() == {
        "suggestions": [{"text": "läsfrämjande", "kind": "word", "note": "", "url": "/sok/?q=l%C3%A4sfr%C3%A4mjande"}]
    }


@pytest.mark.parametrize("address", ["q=%00", "q=" + "a" * 100_000])
def test_invalid_text_is_refused(client, address):
    assert client.get(f"/sok/forslag/?{address}").status_code == 400
