"""Regional gatherings: created below a region's page, linked to the Träffpunkt that they follow."""

import pytest

from organisations.models import OrganisationPage
from tests.events.conftest import hosts, listed_titles, times_in_days
from tests.factories.pages import EventPageFactory

pytestmark = pytest.mark.usefixtures("october")


@pytest.fixture
def gathering(publish, django_capture_on_commit_callbacks):
    event = publish()
    region = OrganisationPage.objects.get(organisation__region_code="14")
    with django_capture_on_commit_callbacks(execute=True):
        page = EventPageFactory(
            parent=region,
            title="Uppföljning i väst",
            kind="gathering",
            follows=event,
            hosts=hosts("14", "12"),
            **times_in_days(30),
        )
        page.save_revision().publish()
    return page


@pytest.mark.parametrize("code", ["14", "12"])
def test_gathering_is_listed_on_the_page_of_each_hosting_region(client, gathering, code):
    region = OrganisationPage.objects.get(organisation__region_code=code)

    assert f'<a class="row__title" href="{gathering.url}">Uppföljning i väst</a>' in client.get(region.url).text


def test_gathering_and_followed_event_link_to_each_other(client, gathering):
    assert gathering.url.startswith("/regioner/14-")
    assert f'<a class="row__title" href="{gathering.follows.url}">' in client.get(gathering.url).text
    assert f'<a class="row__title" href="{gathering.url}">' in client.get(gathering.follows.url).text


def test_gathering_is_in_the_list_of_events(client, gathering):
    assert listed_titles(client, "?form=gathering") == ["Uppföljning i väst"]


def test_unpublished_gathering_is_not_linked(client, gathering):
    gathering.unpublish()

    assert gathering.title not in client.get(gathering.follows.url).text
