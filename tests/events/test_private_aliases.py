"""An event that became private shows nowhere to strangers, nor does an alias of it elsewhere in the tree."""

import pytest
from wagtail.models import PageViewRestriction

from organisations.models import OrganisationPage

TITLE = "Tisdagsmötet om bokbussen"
PLACES = {
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


def shown(client, address):
    """How often the event or its address stands there."""
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode().replace("\r\n ", "").lower()
    return text.count(TITLE.lower()) + text.count("/tisdagsmotet")


def test_the_addresses_are_those_of_the_site(client, alias):
    assert {place for place, address in PLACES.items() if client.get(address).status_code != 200} == set()


@pytest.mark.parametrize("place", PLACES)
def test_a_private_event_and_its_alias_are_absent(client, alias, restrict, place):
    before = shown(client, PLACES[place])
    restrict()

    assert (before > 0, shown(client, PLACES[place])) == (True, 0)


def test_who_is_signed_in_still_finds_it_in_the_list(editor, event, restrict):
    restrict()

    assert shown(editor, "/traffpunkt/") > 0
