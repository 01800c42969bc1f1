"""The calendar of a region: its gatherings and the national events, linked from its page and the list of events."""

import pytest
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from events.models import EventPage
from organisations.models import OrganisationPage
from tests.events.conftest import hosts
from tests.factories.pages import EventPageFactory

ADDRESS = "/traffpunkt/lan/14/kalender.ics"
WEBCAL = "webcal://testserver/traffpunkt/lan/14/kalender.ics"


@pytest.fixture
def gathering(publish, django_capture_on_commit_callbacks):
    event = publish("Nationell")

    def gathering(title, below, *codes, **values):
        region = OrganisationPage.objects.get(organisation__region_code=below)
        page = EventPageFactory(
            parent=region, title=title, kind="gathering", follows=event, hosts=hosts(*codes), live=False, **values
        )
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return page

    return gathering


def titles(client, address=ADDRESS):
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(client.get(address).content).events)


def test_it_has_the_gatherings_of_the_region_and_the_national_events(client, gathering):
    gathering("Egen", "14", "14")
    gathering("Tillsammans", "12", "12", "14")
    gathering("Hos grannen", "14", "12")
    gathering("En annans", "12", "12")

    assert titles(client) == ["Egen", "Hos grannen", "Nationell", "Tillsammans"]


def test_it_has_what_everybody_may_see(client, gathering):
    gathering("Avpublicerad", "14", "14")
    EventPage.objects.get(title="Avpublicerad").unpublish()
    closed = gathering("Stängd", "14", "14")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    assert titles(client) == ["Nationell"]


def test_it_is_named_after_the_region(client, section):
    answer = client.get(ADDRESS)

    assert str(Calendar.from_ical(answer.content)["X-WR-CALNAME"]) == (
        "Träffpunkt biblioteksplaner, Västra Götalandsregionen (exempel)"
    )
    assert answer["Content-Disposition"] == 'attachment; filename="traffpunkt-14.ics"'


def test_every_region_has_one(client, section):
    codes = OrganisationPage.objects.values_list("organisation__county_code", flat=True)

    answers = {client.get(f"/traffpunkt/lan/{code}/kalender.ics").status_code for code in codes}

    assert (len(codes), answers) == (21, {200})


@pytest.mark.parametrize("code", ["99", "x", "0180", "%00"])
def test_there_is_none_for_another_code(client, section, code):
    assert client.get(f"/traffpunkt/lan/{code}/kalender.ics").status_code == 404


def test_the_page_of_the_region_links_to_it(client, section):
    html = client.get(OrganisationPage.objects.get(organisation__region_code="14").url).text

    assert f'<a href="{WEBCAL}">Prenumerera i din kalender</a>' in html
    assert f'<a class="address" href="http://testserver{ADDRESS}">http://testserver{ADDRESS}</a>' in html


def test_the_list_of_events_links_to_every_one(client, publish):
    publish()
    html = client.get("/traffpunkt/").text

    assert (html.count('<a href="/traffpunkt/lan/'), f'<a href="{ADDRESS}">Västra Götalandsregionen</a>' in html) == (
        21,
        True,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_is_constant(client, gathering, django_assert_num_queries, count):
    for number in range(count):
        gathering(f"Träff {number}", "14", "14")
    client.get(ADDRESS)

    with django_assert_num_queries(5):
        client.get(ADDRESS)
