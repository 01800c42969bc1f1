"""An event on the site: its page from first notice to archive, the list, and what they cost."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from events.models import EventHost, EventPage, EventPlan, EventRelated
from organisations.models import Organisation, OrganisationPage
from reports.models import ReportIndexPage, ReportPage
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from themes.models import Theme

ADDRESS = "/traffpunkt/hostens-traffpunkt/"
BEFORE = datetime(2026, 10, 1, 12, tzinfo=UTC)
AFTER = datetime(2026, 11, 20, 12, tzinfo=UTC)
JOIN = "https://webb.example/rum/1"
FORM = "https://anmalan.example/7"


@pytest.fixture(autouse=True)
def before():
    with time_machine.travel(BEFORE):
        yield


def facts(html):
    rows = re.findall(r"<dt>([^<]+)</dt>\s*<dd>(.*?)</dd>", html, re.S)
    return {name: " ".join(value.split()) for name, value in rows}


def listed(client, query=""):
    html = client.get(f"/traffpunkt/{query}").text
    return re.findall(r'data-testid="event"[^>]*>\s*<a class="row__title" href="[^"]+">([^<]+)<', html)


def actions(html):
    return re.findall(r'<a class="button" href="([^"]+)" rel="external">([^<]+)<', html)


def days(number):
    """Times of an event so many days from now."""
    starts = BEFORE + timedelta(days=number)
    return {"starts": starts, "ends": starts + timedelta(hours=3)}


def body(code):
    return Organisation.objects.get(region_code=code)


def test_a_page_says_when_where_for_whom_and_who_arranges(client, publish):
    event = publish(place="Rådhuset", address="Storgatan 1, Exempelköping", audience="Bibliotekschefer", capacity=80)
    event.hosts.add(EventHost(organisation=body("14"), sort_order=0))
    event.hosts.add(EventHost(organisation=body("12"), role="co_arranger", sort_order=1))
    event.save_revision().publish()

    html = client.get(ADDRESS).text

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


def test_an_event_over_two_days_says_both(client, publish):
    publish(starts=datetime(2026, 10, 21, 10, tzinfo=UTC), ends=datetime(2026, 10, 22, 10, tzinfo=UTC))

    assert facts(client.get(ADDRESS).text)["När"] == (
        "Onsdag 21 oktober 2026 kl. 12.00 – torsdag 22 oktober 2026 kl. 12.00"
    )


@pytest.mark.parametrize(
    ("values", "sentence", "buttons"),
    [
        ({"webcast_url": JOIN}, "Ingen anmälan behövs", [(JOIN, "Delta på nätet")]),
        (
            {"registration": "external", "registration_url": FORM, "webcast_url": JOIN},
            "Anmälan hos anmalan.example",
            [(FORM, "Anmäl dig")],
        ),
        (
            {"registration": "external", "registration_url": FORM, "registration_closes": date(2026, 10, 14)},
            "Anmälan hos anmalan.example, senast 14 oktober",
            [(FORM, "Anmäl dig")],
        ),
        (
            {"registration": "external", "registration_url": FORM, "registration_closes": date(2026, 9, 30)},
            "Anmälan har stängt",
            [],
        ),
        (
            {"registration": "external", "registration_url": FORM, "state": "save_the_date"},
            "Anmälan öppnar senare",
            [],
        ),
        ({"registration": "invitation", "webcast_url": JOIN}, "Personlig inbjudan", []),
        ({"state": "cancelled", "reason": "Sjukdom.", "webcast_url": JOIN}, None, []),
    ],
)
def test_one_can_do_only_what_is_possible(client, publish, values, sentence, buttons):
    publish(**values)

    html = client.get(ADDRESS).text

    assert (facts(html).get("Delta"), actions(html)) == (sentence, buttons)
    assert (JOIN in html) == ((JOIN, "Delta på nätet") in buttons)


@pytest.mark.parametrize(("state", "word"), [("moved", "Flyttad"), ("cancelled", "Inställd")])
def test_a_moved_or_cancelled_event_stays_with_its_reason(client, publish, state, word):
    publish(state=state, reason="Lokalen brann.")

    page, section = client.get(ADDRESS).text, client.get("/traffpunkt/").text

    assert "<p>Lokalen brann.</p>" in page
    assert (f'<span lang="sv">{word}</span>' in page, f'<span lang="sv">{word}</span>' in section) == (True, True)
    assert listed(client) == ["Höstens träffpunkt"]


class TestArchive:
    """After the event the same page is what is left of it."""

    @pytest.fixture(autouse=True)
    def after(self, before):
        with time_machine.travel(AFTER):
            yield

    def test_there_is_nothing_left_to_do_but_to_read(self, client, publish, document):
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
        publish(programme=[talk], state="published_material", webcast_url=JOIN)

        html = client.get(ADDRESS).text

        assert '<span lang="sv">Material publicerat</span>' in html
        assert actions(html) == []
        assert "Lägg i din kalender" not in html
        assert '<a href="https://play.example/1" rel="external">Planen i bruk</a>' in html
        assert "<small>Film hos play.example, 25 minuter</small>" in html
        assert "Undertexter kommer 1 december 2026" in html
        assert re.findall(r'<li><a href="([^"]+)">([^<]+)<', html.partition("programme__files")[2])[:2] == [
            ("planen-i-bruk/", "Utskrift"),
            (slides.url, "Presentationsbilder"),
        ]
        assert client.get(f"{ADDRESS}planen-i-bruk/").status_code == 200

    def test_an_own_film_plays_on_the_page(self, client, publish, document):
        film = document("film.mp4", b"film")
        publish(programme=[{"title": "Film", "recording_file": film, "transcript": document(), "captions": "yes"}])

        assert f'<source src="{film.url}" type="video/mp4">' in client.get(ADDRESS).text


def test_the_public_changes_are_told_the_latest_first(client, publish):
    event = publish(place="Rådhuset")
    event.place, event.state, event.reason = "Biblioteket", "moved", "Rådhuset renoveras."
    event.starts += timedelta(days=7)
    event.ends += timedelta(days=7)
    event.save_revision().publish()

    html = client.get(ADDRESS).text

    told = re.findall(r'timeline__what">([^<]+)</span>\s*(?:<small>(.*?)</small>)?', html)
    assert told == [
        (
            "Flyttad",
            "Ny tid: onsdag 28 oktober 2026 kl. 8.00–11.00, förut: onsdag 21 oktober 2026 kl. 9.00–12.00. "
            "Ny plats: Biblioteket, förut: Rådhuset. Rådhuset renoveras.",
        ),
        ("Utannonserad", ""),
    ]


def test_an_event_that_has_not_changed_tells_of_no_changes(client, publish):
    publish()

    assert "Ändringar" not in client.get(ADDRESS).text


class TestGatherings:
    """A region's gathering stands below its region and on the Träffpunkt that it follows."""

    @pytest.fixture
    def gathering(self, publish, django_capture_on_commit_callbacks):
        event = publish()
        region = OrganisationPage.objects.get(organisation__region_code="14")
        page = EventPage(
            title="Uppföljning i väst", summary="Vi talar vidare.", follow_up="bada", kind="gathering", **days(30)
        )
        page.follows, page.hosts = event, [EventHost(organisation=body("14")), EventHost(organisation=body("12"))]
        with django_capture_on_commit_callbacks(execute=True):
            region.add_child(instance=page)
            page.save_revision().publish()
        return page

    @pytest.mark.parametrize("code", ["14", "12"])
    def test_it_is_listed_by_each_region_that_arranges_it(self, client, gathering, code):
        region = OrganisationPage.objects.get(organisation__region_code=code)

        assert f'<a class="row__title" href="{gathering.url}">Uppföljning i väst</a>' in client.get(region.url).text

    def test_it_and_its_traffpunkt_lead_to_each_other(self, client, gathering):
        assert gathering.url.startswith("/regioner/14-")
        assert f'<a class="row__title" href="{ADDRESS}">' in client.get(gathering.url).text
        assert f'<a class="row__title" href="{gathering.url}">' in client.get(ADDRESS).text

    def test_it_is_in_the_list_of_all(self, client, gathering):
        assert listed(client, "?form=gathering") == ["Uppföljning i väst"]

    def test_one_that_is_not_published_is_not_shown(self, client, gathering):
        gathering.unpublish()

        assert gathering.title not in client.get(ADDRESS).text


def test_the_next_stands_first_then_what_was_latest(client, publish):
    for title, number in [("Förra", -20), ("Nästa", 5), ("Förrförra", -200), ("Sedan", 50)]:
        publish(title, **days(number))

    assert listed(client) == ["Nästa", "Sedan", "Förra", "Förrförra"]
    assert re.findall(r'<h2 id="del-\d">([^<]+)</h2>', client.get("/traffpunkt/").text) == ["Kommande", "Tidigare"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?tid=kommande", ["Dialog"]),
        ("?tid=tidigare", ["Sändning"]),
        ("?form=dialogue", ["Dialog"]),
        ("?ar=2025", ["Sändning"]),
        ("?lan=14", ["Dialog"]),
        ("?lan=12&form=dialogue", ["Dialog"]),
        ("?lan=03", []),
        ("?tid=tidigare&form=dialogue", []),
        ("?utm_source=brev", ["Dialog", "Sändning"]),
    ],
)
def test_the_list_is_narrowed(client, publish, query, titles):
    publish("Sändning", **days(-300))
    event = publish("Dialog", kind="dialogue", **days(9))
    event.hosts = [EventHost(organisation=body("14")), EventHost(organisation=body("12"))]
    event.save_revision().publish()

    assert listed(client, query) == titles


@pytest.mark.parametrize("query", ["?tid=snart", "?form=fest", "?lan=99", "?ar=igår", "?ar=1066"])
def test_a_value_that_does_not_exist_is_named_at_its_field(client, publish, query):
    answer = client.get(f"/traffpunkt/{query}")

    assert answer.status_code == 400
    assert len(re.findall(r'class="field__error"', answer.text)) == 1


def test_what_is_closed_or_not_published_is_not_in_the_list(client, publish):
    closed, withdrawn = publish("Stängd"), publish("Tillbaka")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    withdrawn.unpublish()

    assert listed(client) == []
    assert client.get("/traffpunkt/stangd/").status_code == 302
    assert client.get("/traffpunkt/tillbaka/").status_code == 404


def test_plans_lead_to_the_edition_that_is_named(client, publish):
    event = publish()
    first, second = (
        OwnedPlanFactory(title=f"Plan {n}", owner__organisation=body("14"), owner__slug=f"plan-{n}") for n in (1, 2)
    )
    event.plans = [EventPlan(plan=second, edition=EditionFactory(plan=second, number=4)), EventPlan(plan=first)]
    event.plans.add(EventPlan(plan=EditionFactory(plan__owner=None).plan))
    event.save_revision().publish()

    html = client.get(ADDRESS).text

    assert re.findall(r'href="/planer/14-[^/]+/([^"]+)">([^<]+)<', html) == [
        ("plan-1/", "Västra Götalandsregionen: Plan 1"),
        ("plan-2/4/", "Västra Götalandsregionen: Plan 2"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(client, publish, django_assert_num_queries, count):
    for number in range(count):
        event = publish(f"Träff {number}")
        event.hosts = [EventHost(organisation=body("14")), EventHost(organisation=body("12"))]
        event.save_revision().publish()
    client.get("/traffpunkt/")

    with django_assert_num_queries(9):
        client.get("/traffpunkt/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_the_same_for_one_and_three_of_everything(
    client, publish, document, django_assert_num_queries, count
):
    talk = {"title": "Punkt", "recording_url": "https://youtu.be/a", "transcript": document(), "slides": document()}
    event = publish(programme=[talk] * count)
    reports = ReportIndexPage.objects.get()
    for number in range(count):
        plan = OwnedPlanFactory()
        report = ReportPage(title=f"R{number}", summary="S", level="nationell", year=2025, follow_up="bada")
        reports.add_child(instance=report)
        event.plans.add(EventPlan(plan=plan, edition=EditionFactory(plan=plan), sort_order=number))
        event.related_pages.add(EventRelated(related=report.page_ptr, sort_order=number))
        event.hosts.add(EventHost(organisation=Organisation.objects.regions()[number], sort_order=number))
        follower = publish(f"Uppföljning {number}", kind="gathering", follows=event)
    event.themes = Theme.objects.all()[:count]
    event.save_revision().publish()
    client.get(ADDRESS)

    with django_assert_num_queries(11):
        html = client.get(ADDRESS).text

    assert (follower.title in html, "R0" in html, "Punkt" in html) == (True, True, True)
