"""The English pages of the demo."""

import pytest
from wagtail.models import Page

from demo.english_pages import load_english_pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_collection")]


def test_english_and_swedish_pages_link_to_each_other(client):
    front, about = client.get("/en/"), client.get("/en/about/")

    assert (front.status_code, about.status_code) == (200, 200)
    assert "What do Sweden\u0027s library plans say?" in front.text.replace("&#x27;", "\u0027")
    assert '<a href="/" lang="sv" hreflang="sv">svenska</a>' in front.text
    assert '<a href="/om-traffpunkten/" lang="sv" hreflang="sv">svenska</a>' in about.text
    assert '<a href="/en/about/" lang="en" hreflang="en">English</a>' in client.get("/om-traffpunkten/").text


def test_english_page_has_no_swedish_text(client):
    shown = client.get("/en/about/").text

    assert "This is an example. What it says is invented." in shown
    assert "Kommuner och regioner ska ha biblioteksplaner" not in shown


def test_loading_again_creates_nothing():
    before = Page.objects.count()

    assert (load_english_pages(), Page.objects.count()) == (0, before)
