"""A private event and its aliases are absent from every public output."""

import pytest
from wagtail.models import PageViewRestriction

from organisations.models import OrganisationPage

TITLE = "Tisdagsmötet om bokbussen"
OUTPUTS = {
    "list": "/traffpunkt/",
    "region's page": "/regioner/12-region-skane/",
    "calendar": "/traffpunkt/kalender.ics",
    "feed": "/traffpunkt/atom.xml",
    "sitemap": "/sitemap.xml",
    "search": "/sok/?q=tisdagsmötet&source=traffpunkt",
    "suggestions": "/sok/forslag/?q=tisdagsmö",
    "API": "/api/v1/search?q=tisdagsmötet&source=traffpunkt",
}


@pytest.fixture
def event(publish):
    return publish(TITLE, slug="tisdagsmotet", programme=[{"title": "Inledning", "abstract": f"{TITLE} börjar."}])


@pytest.fixture
def alias(event, django_capture_on_commit_callbacks):
    region = OrganisationPage.objects.get(organisation__region_code="12")
    with django_capture_on_commit_callbacks(execute=True):
        return event.create_alias(parent=region, update_slug="tisdagsmotet-i-skane")


@pytest.fixture
def restrict(event, django_capture_on_commit_callbacks):
    def restrict():
        with django_capture_on_commit_callbacks(execute=True):
            PageViewRestriction.objects.create(page=event, restriction_type=PageViewRestriction.LOGIN)

    return restrict


def occurrences(client, address):
    """How often the title or the slug of the event occurs in the response."""
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode().replace("\r\n ", "").lower()
    return text.count(TITLE.lower()) + text.count("/tisdagsmotet")


def test_every_output_exists(client, alias):
    assert {output for output, address in OUTPUTS.items() if client.get(address).status_code != 200} == set()


@pytest.mark.parametrize("output", OUTPUTS)
def test_private_event_and_its_alias_are_absent(client, alias, restrict, output):
    before = occurrences(client, OUTPUTS[output])
    restrict()

    assert (before > 0, occurrences(client, OUTPUTS[output])) == (True, 0)


def test_signed_in_user_still_sees_it_in_the_list(editor, event, restrict):
    restrict()

    assert occurrences(editor, "/traffpunkt/") > 0
