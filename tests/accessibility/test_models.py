"""The accessibility statement: content, warnings and fault reports."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accessibility.models import AccessibilitySettings, AccessibilityStatementPage, is_assessment_overdue
from accounts.models import User
from home.models import HomePage, SiteSettings

ADDRESS = "/tillganglighet/"
TO = "tillganglighet@kb.example"
REPORT = {"text": "Menyn går inte att nå.", "where": "/planer/", "email": "jag@post.example", "website": ""}
SHORTFALL = {
    "criterion": "1.2.2",
    "description": "Filmen saknar text.",
    "reason": "non_compliant",
    "justification": "",
    "alternative": "",
}


@pytest.fixture(autouse=True)
def statement(empty_site, db) -> AccessibilityStatementPage:
    return AccessibilityStatementPage.objects.get()


@pytest.fixture
def address() -> None:
    site = Site.objects.get(is_default_site=True)
    AccessibilitySettings.objects.create(site=site, reports_email=TO)
    SiteSettings.objects.update(contact_email="fraga@kb.example")


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return client


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_statement_shows_the_required_content(client, statement):
    text = plain(client.get(ADDRESS).content.decode())

    parts = [
        "Webbplatsen uppfyller kraven delvis",
        "Senast bedömd 23 november 2026",
        "Brister för den som använder webbplatsen utan syn",
        "Kriterium 1.1.1 i WCAG.",
        "Filerna är andras, men de publiceras på nytt här.",
        "I stället: Ursprunget är länkat från varje plan.",
        "Myndigheten för digital förvaltning (Digg) har tillsyn",
    ]
    assert [part for part in parts if part not in text] == []


def test_pages_link_to_the_statement(client):
    assert f'<a href="{ADDRESS}">Tillgänglighet</a>' in client.get("/planer/").content.decode()


def test_shortfalls_are_grouped_by_functional_need(statement):
    situations = ["no_hearing", "no_sight", "no_hearing"]
    statement.shortfalls = [("shortfall", {**SHORTFALL, "functional_need": one}) for one in situations]

    assert [(title, len(rows)) for title, rows in statement.shortfalls_by_need()] == [
        ("utan syn", 1),
        ("utan hörsel", 2),
    ]


def test_authority_name_comes_from_the_settings(client):
    site = Site.objects.get(is_default_site=True)
    AccessibilitySettings.objects.create(
        site=site, authority="Nya myndigheten", authority_url="https://ny.example/anmal"
    )

    shown = client.get(ADDRESS).content.decode()
    assert '<a href="https://ny.example/anmal" rel="external">Anmäl till Nya myndigheten</a>' in shown


@pytest.mark.parametrize(
    ("assessed", "today", "late"),
    [
        ("2025-03-01", "2026-03-01", False),
        ("2025-03-01", "2026-03-02", True),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
    ],
)
def test_assessment_is_overdue_after_twelve_months(assessed, today, late):
    assert is_assessment_overdue(dt.date.fromisoformat(assessed), dt.date.fromisoformat(today)) is late


def test_report_is_mailed_and_confirmed(client, address):
    answer = client.post(ADDRESS, REPORT)

    assert (answer.status_code, answer.url) == (302, "/tillganglighet/?tack=1#anmal")
    [message] = mail.outbox
    assert (message.to, message.reply_to) == ([TO], ["jag@post.example"])
    assert message.body.splitlines() == [
        "Menyn går inte att nå.",
        "",
        "Sida: /planer/",
        "Svar till: jag@post.example",
        "Skickat från http://localhost/tillganglighet/",
    ]
    thanks = client.get(answer.url).content.decode()
    assert ("Tack för din anmälan" in thanks, "<form method=" in thanks) == (True, False)


def test_report_requires_only_its_text(client, address):
    client.post(ADDRESS, {"text": "Fel."})

    [message] = mail.outbox
    assert (message.reply_to, message.body.splitlines()[2:4]) == (
        [],
        ["Sida: inte angiven", "Svar till: inget svar önskas"],
    )


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"text": " "}, {"text": ["Skriv vad som inte fungerar."]}),
        ({"email": "jag(at)post"}, {"email": ["Skriv en hel e-postadress, till exempel namn@example.org."]}),
        (
            {"email": "a@b.example\nBcc: c@d.example"},
            {"email": ["Skriv en hel e-postadress, till exempel namn@example.org."]},
        ),
    ],
)
def test_invalid_report_has_errors_at_its_fields_and_keeps_input(client, address, values, errors):
    answer = client.post(ADDRESS, {**REPORT, **values})

    assert (answer.status_code, answer.context["report_form"].errors, mail.outbox) == (400, errors, [])
    [name] = errors
    shown = answer.content.decode()
    assert re.search(rf'name="{name}"[^>]*aria-invalid="true"[^>]*aria-describedby="[^"]*id_{name}_error"', shown)
    assert f'value="{REPORT["where"]}"' in shown


def test_report_with_a_filled_honeypot_is_confirmed_but_not_mailed(client, address):
    answer = client.post(ADDRESS, {**REPORT, "website": "https://spam.example"})

    assert (answer.status_code, mail.outbox) == (302, [])


def test_reports_beyond_the_limit_are_refused_with_what_was_typed(client, address):
    answers = [client.post(ADDRESS, REPORT) for _ in range(11)]
    other = client.post(ADDRESS, REPORT, REMOTE_ADDR="10.0.0.2")

    assert [answer.status_code for answer in (*answers, other)] == [*[302] * 10, 429, 302]
    assert len(mail.outbox) == 11
    refused = answers[-1]
    assert refused["Retry-After"] == "600"
    assert refused.context["report_form"].non_field_errors() == [
        "Mer har skickats än vi kan ta emot just nu. Det du skrev finns kvar här: skicka det igen om tio minuter."
    ]
    assert (REPORT["text"] in refused.text, f'value="{REPORT["where"]}"' in refused.text) == (True, True)


def test_report_without_csrf_token_is_refused(address):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(ADDRESS, REPORT).status_code == 403


def test_without_a_report_address_contact_replaces_the_form(client):
    SiteSettings.objects.update(contact_email="fraga@kb.example")

    shown = client.get(ADDRESS).content.decode()

    assert ('name="text"' in shown, shown.count("mailto:fraga@kb.example")) == (False, 2)
    assert (client.post(ADDRESS, REPORT).status_code, mail.outbox) == (400, [])


def test_statement_query_count(client, address, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(8):
        client.get(ADDRESS)


def test_editor_is_asked_for_a_missing_report_address(editor):
    row = BeautifulSoup(editor.get("/admin/").text, "html.parser").select_one("#att-gora-felanmalan")

    assert row.a["href"] == "/admin/settings/accessibility/accessibilitysettings/"


def test_editor_is_asked_to_assess_anew_after_a_year(editor, statement, address):
    edit = f"/admin/pages/{statement.pk}/edit/"

    def warnings():
        on_form = "mer än tolv månader" in editor.get(edit).text
        return on_form, 'id="att-gora-redogorelse"' in editor.get("/admin/").text

    before = warnings()
    statement.assessed_on = timezone.localdate() - dt.timedelta(days=400)
    statement.save()

    assert (before, warnings()) == ((False, False), (True, True))


def sent(shortfall=None, **values):
    row = {**SHORTFALL, "functional_need": "no_sight", **(shortfall or {})}
    return nested_form_data(
        {
            "title": "Tillgänglighet",
            "slug": "tillganglighet-2",
            "summary": "S.",
            "compliance": "partial",
            "assessment_method": "self",
            "assessment_details": "",
            "assessed_on": "2026-11-01",
            "site_published_on": "2026-11-01",
            "shortfalls": streamfield([("shortfall", row)]),
            "body": streamfield([]),
            "action-publish": "1",
            **values,
        }
    )


def test_editor_can_change_the_statement(editor, statement):
    AccessibilityStatementPage.objects.all().delete()
    parent = HomePage.objects.get()

    editor.post(f"/admin/pages/add/accessibility/accessibilitystatementpage/{parent.pk}/", sent())

    made = AccessibilityStatementPage.objects.get()
    assert (made.live, made.shortfalls[0].value["criterion"]) == (True, "1.2.2")


@pytest.mark.parametrize(
    ("shortfall", "field", "message"),
    [
        ({"criterion": "text"}, "criterion", "Skriv ett kriteriums nummer, till exempel 1.2.2."),
        ({"criterion": "9.9.9"}, "criterion", "Skriv ett kriteriums nummer, till exempel 1.2.2."),
        ({"reason": "disproportionate_burden"}, "justification", "Ange skälen: lagen kräver dem."),
    ],
)
def test_invalid_shortfall_has_an_error_at_its_field(editor, statement, shortfall, field, message):
    answer = editor.post(f"/admin/pages/{statement.pk}/edit/", sent(shortfall))

    [error] = answer.context["form"].errors.as_data()["shortfalls"]
    assert error.block_errors[0].block_errors[field].messages == [message]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("reports_email", "funktion", "Fyll i en giltig e-postadress."),
        ("authority_url", "digg", "Skriv en adress som börjar med http:// eller https://."),
    ],
)
def test_invalid_settings_have_an_error_at_the_field(editor, field, value, message):
    site = Site.objects.get(is_default_site=True)
    values = {"reports_email": "", "authority": "Digg", "authority_url": "https://digg.example/", field: value}

    answer = editor.post(f"/admin/settings/accessibility/accessibilitysettings/{site.pk}/", values)

    assert answer.context["form"].errors == {field: [message]}
