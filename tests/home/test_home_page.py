"""What editors choose for the start page."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import HomePage
from tests.factories.pages import EventPageFactory, GuidancePageFactory, ReportPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]
TODAY = timezone.localdate()


def save(**values):
    home = HomePage.source_page()
    for name, value in values.items():
        setattr(home, name, value)
    home.save()


def choose(*pages):
    """Choose pages for the start page: pairs of a kind and a page."""
    save(highlights=list(pages))


def titles(client, heading):
    """The titles of the list below a heading of the start page."""
    soup = BeautifulSoup(client.get("/").text, "html.parser")
    section = soup.find("h2", string=heading).parent
    return [link.text.strip() for link in section.select("ul.rows a")]


def test_chosen_pages_stand_in_the_order_in_which_they_were_chosen(client):
    old, older = (ReportPageFactory(title=title, year=2019) for title in ("Gammal", "Äldre"))
    ReportPageFactory(title="Ny", year=2026)
    event = EventPageFactory(title="Vårmöte", kind="dialogue")

    choose(("report", older), ("event", event), ("report", old))

    assert titles(client, "Senaste rapporterna") == ["Äldre", "Gammal"]
    assert titles(client, "Evenemang") == ["Vårmöte"]


def test_a_kind_of_which_nothing_public_is_chosen_shows_the_newest(client):
    GuidancePageFactory(title="Ny vägledning")
    draft = GuidancePageFactory(title="Utkast", live=False)

    choose(("guidance", draft))

    assert titles(client, "Senaste vägledningen") == ["Ny vägledning"]


def test_three_chosen_pages_cost_as_many_queries_as_one(client):
    pages = [("report", ReportPageFactory(title=f"Rapport {number}")) for number in range(3)]
    counts = []
    for chosen in (pages[:1], pages):
        choose(*chosen)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/?")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [(None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-1, 1, True)],
)
def test_the_notice_is_shown_from_its_first_day_to_its_last(client, first, last, is_shown):
    days = {"notice_from": first, "notice_until": last}
    days = {name: TODAY + dt.timedelta(days=count) for name, count in days.items() if count is not None}
    save(notice="Anmälan är öppen.", **days)

    soup = BeautifulSoup(client.get("/").text, "html.parser")

    notice = soup.select_one("[data-testid=notice]")
    assert (notice is not None) is is_shown
    assert notice is None or notice.get_text(strip=True) == "Anmälan är öppen."


def test_heading_and_last_text_are_the_editors_own(client):
    assert "Vad står det i Sveriges biblioteksplaner?" in client.get("/").text
    save(question="Vad vill biblioteken?", about="<p>Om oss.</p>")

    soup = BeautifulSoup(client.get("/?").text, "html.parser")

    assert soup.h1.text == "Vad vill biblioteken?"
    assert soup.find(id="om").parent.p.text == "Om oss."


def test_a_notice_does_not_end_before_it_begins(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin@example.org", password="x"))
    home = HomePage.source_page()
    data = {"title": home.title, "slug": home.slug, "notice_from": "2026-05-02", "notice_until": "1/5 2026"}
    blocks = {"highlights": streamfield([]), "about": rich_text(""), "comments": inline_formset([])}

    response = client.post(f"/admin/pages/{home.pk}/edit/", nested_form_data({**data, **blocks, "action-publish": "1"}))

    assert response.context["form"].errors == {"notice_until": ["Den sista dagen ligger före den första."]}
