"""A page with a new address: what stands below it is found from the old one."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.factories.pages import EventPageFactory, ReportPageFactory

OLD = "/traffpunkt/hostens-traffpunkt"


@pytest.fixture
def talk(document):
    return {"title": "Bokbussen i planen", "recording_url": "https://youtu.be/abc", "transcript": document()}


@pytest.fixture
def event(publish, talk):
    return publish(programme=[talk])


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def rename(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


@pytest.mark.parametrize(
    ("below", "target"),
    [
        ("/", "/traffpunkt/ny/"),
        (".ics", "/traffpunkt/ny.ics"),
        ("/bokbussen-i-planen/", "/traffpunkt/ny/bokbussen-i-planen/"),
        ("/bokbussen-i-planen/?t=120", "/traffpunkt/ny/bokbussen-i-planen/?t=120"),
    ],
)
def test_addresses_of_an_event_lead_to_its_new_ones(client, rename, event, below, target):
    rename(event, "mellan")
    rename(event, "ny")

    for old in (OLD, "/traffpunkt/mellan"):
        answer = client.get(f"{old}{below}", follow=True)
        assert answer.redirect_chain == [(target, 301)]
        assert answer.status_code == 200


def test_address_below_a_renamed_parent(client, rename, event, section):
    rename(section, "traffar")

    answers = [client.get(f"{OLD}{below}", follow=True) for below in (".ics", "/bokbussen-i-planen/")]

    assert [(answer.redirect_chain, answer.status_code) for answer in answers] == [
        ([("/traffar/hostens-traffpunkt.ics", 301)], 200),
        ([("/traffar/hostens-traffpunkt/bokbussen-i-planen/", 301)], 200),
    ]


def test_another_page_at_the_old_address_is_not_left(client, rename, event, section):
    rename(event, "ny")
    EventPageFactory(parent=section, title="Höstens träffpunkt", slug="hostens-traffpunkt")

    assert client.get(f"{OLD}/bokbussen-i-planen/").status_code == 404


def test_pages_that_have_changed_places_lead_to_no_loop(client, rename, event, section):
    other = EventPageFactory(parent=section, title="Annan", slug="annan")
    rename(other, "borta")
    rename(event, "annan")
    rename(other, "hostens-traffpunkt")

    assert [client.get(f"/traffpunkt/{slug}/x/").status_code for slug in ("annan", "hostens-traffpunkt")] == [404] * 2


@pytest.mark.parametrize("path", ["/traffpunkt/finns-inte.ics", "/finns/inte/", f"{OLD}/finns-inte/", "/" + "a/" * 300])
def test_address_that_has_never_been_is_not_found(client, event, path):
    assert client.get(path).status_code == 404


def test_unpublished_page_is_not_led_to(client, rename, event):
    rename(event, "ny")
    event.unpublish()

    assert client.get(f"{OLD}.ics").status_code == 404


def test_redirect_that_an_editor_has_made(client, event):
    Redirect.add_redirect("/hosten", event, is_permanent=False)

    answer = client.get("/hosten.ics")

    assert (answer.status_code, answer["Location"]) == (302, f"{OLD}.ics")


def test_form_sent_to_an_old_address_is_not_redirected(client, rename, event):
    rename(event, "ny")

    assert client.post(f"{OLD}/bokbussen-i-planen/").status_code in {404, 405}


def test_report(client, rename, section):
    report = ReportPageFactory(title="Läget")
    old = report.url.rstrip("/")
    rename(report, "ny")

    answer = client.get(f"{old}/")

    assert (answer.status_code, answer["Location"]) == (301, report.get_parent().url + "ny/")
