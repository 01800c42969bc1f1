"""The page of an event: facts, registration, archive, changes, plans and query count."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from events.models import EventHost, EventPlan, EventRelatedPage
from organisations.models import Organisation
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from tests.factories.pages import ReportPageFactory
from themes.models import Theme

URL = "/traffpunkt/hostens-traffpunkt/"
AFTER_EVENT = datetime(2026, 11, 20, 12, tzinfo=UTC)
WEBCAST_URL = "https://webb.example/rum/1"
FORM_URL = "https://anmalan.example/7"

pytestmark = pytest.mark.usefixtures("october")


def facts(html):
    rows = re.findall(r"<dt>([^<]+)</dt>\s*<dd>(.*?)</dd>", html, re.S)
    return {name: " ".join(value.split()) for name, value in rows}


def actions(html):
    return re.findall(r'<a class="button" href="([^"]+)" rel="external">([^<]+)<', html)


def test_page_shows_time_place_target_group_and_hosts(client, publish):
    event = publish(
        place="Rådhuset", address="Storgatan 1, Exempelköping", target_group="Bibliotekschefer", capacity=80
    )
    event.hosts.add(EventHost(organisation=Organisation.objects.get(region_code="14"), sort_order=0))
    event.hosts.add(EventHost(organisation=Organisation.objects.get(region_code="12"), role="co_host", sort_order=1))
    event.save_revision().publish()

    html = client.get(URL).text

    assert facts(html) == {
        "När": "Onsdag 21 oktober 2026 kl. 9.00–12.00",
        "Var": "Rådhuset, Storgatan 1, Exempelköping",
        "Form": "Webbsändning",
        "För vem": "Bibliotekschefer",
        "Arrangör": "Västra Götalandsregionen",
        "Tillsammans med": "Region Skåne",
        "Handlar om": "Hur planerna används",
        "Delta": "Ingen anmälan behövs",
        "Platser": "80",
    }
    assert re.findall(r'data-testid="event" data-state="([^"]+)" data-kind="([^"]+)"', html) == [("open", "webcast")]


@pytest.mark.parametrize(
    ("at", "shown"), [(datetime(2026, 10, 21, 9, tzinfo=UTC), "open"), (AFTER_EVENT, "over")], ids=["during", "after"]
)
def test_an_event_that_nobody_closed_is_shown_as_over(client, publish, at, shown):
    publish()

    with time_machine.travel(at, tick=False):
        pages = [client.get(address).text for address in (URL, "/traffpunkt/")]

    assert [re.findall(r'data-testid="status" data-status="([^"]+)"', html) for html in pages] == [[shown]] * 2


def test_period_of_an_event_over_two_days_shows_both_dates(client, publish):
    publish(starts=datetime(2026, 10, 21, 10, tzinfo=UTC), ends=datetime(2026, 10, 22, 10, tzinfo=UTC))

    assert facts(client.get(URL).text)["När"] == (
        "Onsdag 21 oktober 2026 kl. 12.00 – torsdag 22 oktober 2026 kl. 12.00"
    )


@pytest.mark.parametrize(
    ("values", "sentence", "buttons"),
    [
        ({"webcast_url": WEBCAST_URL}, "Ingen anmälan behövs", [(WEBCAST_URL, "Delta på nätet")]),
        (
            {"registration": "external", "registration_url": FORM_URL, "webcast_url": WEBCAST_URL},
            "Anmälan hos anmalan.example",
            [(FORM_URL, "Anmäl dig")],
        ),
        (
            {
                "registration": "external",
                "registration_url": FORM_URL,
                "registration_closes": date(2026, 10, 14),
            },
            "Anmälan hos anmalan.example, senast 14 oktober",
            [(FORM_URL, "Anmäl dig")],
        ),
        (
            {
                "registration": "external",
                "registration_url": FORM_URL,
                "registration_closes": date(2026, 9, 30),
            },
            "Anmälan har stängt",
            [],
        ),
        (
            {"registration": "external", "registration_url": FORM_URL, "state": "save_the_date"},
            "Anmälan öppnar senare",
            [],
        ),
        ({"registration": "invitation", "webcast_url": WEBCAST_URL}, "Personlig inbjudan", []),
        ({"state": "cancelled", "reason": "Sjukdom.", "webcast_url": WEBCAST_URL}, None, []),
    ],
)
def test_page_offers_registration_or_webcast_by_mode_and_state(client, publish, values, sentence, buttons):
    publish(**values)

    html = client.get(URL).text

    assert (facts(html).get("Delta"), actions(html)) == (sentence, buttons)
    assert (WEBCAST_URL in html) == ((WEBCAST_URL, "Delta på nätet") in buttons)


class TestArchive:
    """The page after the event."""

    @pytest.fixture(autouse=True)
    def after_event(self, october):
        with time_machine.travel(AFTER_EVENT):
            yield

    def test_page_shows_material_and_no_actions(self, client, publish, document):
        slides = document("bilder.pdf", b"%PDF-")
        talk = {
            "starts": time(9, 10),
            "ends": time(9, 40),
            "title": "Planen i bruk",
            "speakers": "Bibliotekschef, Exempelköping\nForskare, Exempelskolan",
            "recording_url": "https://play.example/1",
            "recording_length": 1500,
            "captions": "planned",
            "captions_due": date(2026, 12, 1),
            "transcript": document(),
            "slides": slides,
        }
        publish(programme=[talk], state="published_material", webcast_url=WEBCAST_URL)

        html = client.get(URL).text

        assert '<span lang="sv">Material publicerat</span>' in html
        assert actions(html) == []
        assert "Lägg i din kalender" not in html
        assert '<a href="https://play.example/1" rel="external">Planen i bruk</a>' in html
        assert "<small>Film hos play.example, 25 minuter</small>" in html
        assert "Undertexter kommer 1 december 2026" in html
        assert re.findall(r'<li><a href="([^"]+)">([^<]+)<', html.partition("programme__files")[2])[:2] == [
            ("planen-i-bruk/", "Filmens text"),
            (slides.url, "Presentationsbilder"),
        ]
        assert client.get(f"{URL}planen-i-bruk/").status_code == 200

    def test_uploaded_film_is_embedded(self, client, publish, document):
        film = document("film.mp4", b"film")
        publish(programme=[{"title": "Film", "recording_file": film, "transcript": document(), "captions": "yes"}])

        assert f'<source src="{film.url}" type="video/mp4">' in client.get(URL).text


def test_schedule_changes_are_listed_latest_first(client, publish):
    event = publish(place="Rådhuset")
    event.place, event.state, event.reason = "Biblioteket", "moved", "Rådhuset renoveras."
    event.starts += timedelta(days=7)
    event.ends += timedelta(days=7)
    event.save_revision().publish()

    html = client.get(URL).text

    changes = re.findall(r'timeline__what">([^<]+)</span>\s*(?:<small>(.*?)</small>)?', html)
    assert changes == [
        (
            "Flyttad",
            "Ny tid: onsdag 28 oktober 2026 kl. 8.00–11.00, förut: onsdag 21 oktober 2026 kl. 9.00–12.00. "
            "Ny plats: Biblioteket, förut: Rådhuset. Rådhuset renoveras.",
        ),
        ("Utannonserad", ""),
    ]


def test_page_without_schedule_changes_has_no_list_of_them(client, publish):
    publish()

    assert "Ändringar" not in client.get(URL).text


def test_plans_link_to_the_chosen_edition(client, publish):
    event = publish()
    region = Organisation.objects.get(region_code="14")
    first, second = (
        OwnedPlanFactory(title=f"Plan {n}", owner__organisation=region, owner__slug=f"plan-{n}") for n in (1, 2)
    )
    event.plans = [EventPlan(plan=second, edition=EditionFactory(plan=second, number=4)), EventPlan(plan=first)]
    event.plans.add(EventPlan(plan=EditionFactory(plan__owner=None).plan))
    event.save_revision().publish()

    html = client.get(URL).text

    assert re.findall(r'href="/planer/14-[^/]+/([^"]+)">([^<]+)<', html) == [
        ("plan-1/", "Västra Götalandsregionen: Plan 1"),
        ("plan-2/4/", "Västra Götalandsregionen: Plan 2"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_page_is_constant(client, publish, document, django_assert_num_queries, count):
    talk = {"title": "Punkt", "recording_url": "https://youtu.be/a", "transcript": document(), "slides": document()}
    event = publish(programme=[talk] * count)
    for number in range(count):
        plan = OwnedPlanFactory()
        report = ReportPageFactory(title=f"R{number}")
        event.plans.add(EventPlan(plan=plan, edition=EditionFactory(plan=plan), sort_order=number))
        event.related_pages.add(EventRelatedPage(related=report.page_ptr, sort_order=number))
        event.hosts.add(EventHost(organisation=Organisation.objects.regions()[number], sort_order=number))
        follower = publish(f"Uppföljning {number}", kind="gathering", follows=event)
    event.themes = Theme.objects.all()[:count]
    event.save_revision().publish()
    client.get(URL)

    with django_assert_num_queries(16):
        html = client.get(URL).text

    assert (follower.title in html, "R0" in html, "Punkt" in html) == (True, True, True)
