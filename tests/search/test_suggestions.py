"""What is offered while someone types."""

import pytest

from search.suggestions import completions, suggestions
from tests.search.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collection")]


def test_the_last_word_is_completed_from_the_text_of_the_plans():
    assert completions("läs") == ["läsfrämjande"]
    assert completions("barn bokb") == ["barn bokbussen"]


@pytest.mark.parametrize("text", ["", "l", " ", "barn ", "12", "§", '"', "läsfrämjande"])
def test_nothing_is_completed_where_no_word_begins(text):
    assert completions(text) == []


def test_owners_come_first():
    offered = suggestions("Alb", TODAY)

    assert (offered[0]["text"], offered[0]["url"]) == ("Alby kommun", "/planer/0301-alby/")


def test_they_are_served_as_json(client):
    assert client.get("/sok/forslag/?q=läs").json() == {
        "suggestions": [{"text": "läsfrämjande", "kind": "word", "note": "", "url": "/sok/?q=l%C3%A4sfr%C3%A4mjande"}]
    }


@pytest.mark.parametrize("address", ["q=%00", "q=" + "a" * 100_000])
def test_what_nobody_types_is_refused(client, address):
    assert client.get(f"/sok/forslag/?{address}").status_code == 400
