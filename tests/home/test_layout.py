import datetime as dt

import lxml.html
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from home.choices import BannerKind
from home.models import SiteSettings
from tests.factories.pages import InformationPageFactory

BANNER = 'class="notice notice--'
REGISTER = "/planer/"


@pytest.fixture
def site(prepared_site, db) -> Site:
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def make(site):
    def made(**values) -> SiteSettings:
        return SiteSettings.objects.update_or_create(site=site, defaults=values)[0]

    return made


@pytest.mark.parametrize("path", ["/", REGISTER, "/sok/", "/finns/inte/"])
def test_public_pages_show_contact_and_banner(client, make, path):
    make(contact_name="Redaktionen", contact_email="a@kb.example", contact_phone="010-1", banner_text="Stängt.")

    shown = client.get(path).content.decode()

    assert shown.count('<a href="mailto:a@kb.example">a@kb.example</a>') == 1
    assert shown.count("<li>Redaktionen</li>") == 1
    assert shown.count("<strong>Information:</strong> Stängt.") == 1


@pytest.mark.parametrize(("days", "shown"), [(-1, 0), (0, 1), (1, 1), (None, 1)])
def test_banner_is_shown_until_its_last_day(client, make, days, shown):
    until = None if days is None else timezone.localdate() + dt.timedelta(days=days)
    make(banner_text="Driftstopp i kväll.", banner_kind=BannerKind.WARNING, banner_until=until)

    assert client.get(REGISTER).content.decode().count(f"{BANNER}warning") == shown


def test_site_without_settings_has_no_banner_and_contact(client, site):
    SiteSettings.objects.all().delete()
    shown = client.get(REGISTER).content.decode()

    assert (shown.count(BANNER), shown.count("mailto:"), SiteSettings.objects.count()) == (0, 0, 0)


def test_saved_settings_show_on_the_next_request(client, make):
    make(contact_name="Förr")
    client.get(REGISTER)
    make(contact_name="Nu")

    shown = client.get(REGISTER).content.decode()

    assert ("Förr" in shown, "Nu" in shown) == (False, True)


def test_footer_links_to_published_pages_and_external_urls(client, make):
    page = InformationPageFactory(title="Om")
    draft = InformationPageFactory(title="Utkast", live=False)
    places = [("Om oss", page, ""), ("Utkast", draft, ""), ("KB", None, "https://kb.example/")]
    make(links=[("link", {"text": text, "page": to, "url": url}) for text, to, url in places])

    links = client.get(REGISTER).context["layout"].links

    assert [(link.title, link.url) for link in links[1:]] == [("Om oss", "/om/"), ("KB", "https://kb.example/")]


def test_footer_link_follows_a_moved_page(client, make, django_capture_on_commit_callbacks):
    page = InformationPageFactory(title="Om")
    make(links=[("link", {"text": "Om oss", "page": page, "url": ""})])
    client.get(REGISTER)
    page.slug = "om-oss"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert [link.url for link in client.get(REGISTER).context["layout"].links][1:] == ["/om-oss/"]


def test_cached_layout_needs_no_query(client, make):
    make(contact_name="Redaktionen")
    client.get(REGISTER)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(REGISTER).content.decode()

    tables = [table for table in ("sitesettings", "wagtailcore_site") for query in asked if table in query["sql"]]
    assert (tables, shown.count("Redaktionen")) == ([], 1)


def test_disallowed_host_gets_an_empty_400(client, site):
    answer = client.get("/", headers={"host": "fel.example"})

    assert (answer.status_code, answer.content) == (400, b"")


FACTS = {
    "controller": "Kungliga biblioteket, registrator@kb.example",
    "legal_basis": "Allmänt intresse, 18 § bibliotekslagen",
    "data_protection_officer": "dataskydd@kb.example",
    "retention": "Loggar i 30 dagar",
}


def privacy_facts(client, path="/integritet/"):
    rows = lxml.html.fromstring(client.get(path).text).cssselect(".facts > div")
    return {row.cssselect("dt")[0].text: row.cssselect("dd")[0].text.strip() for row in rows}


def test_privacy_page_says_who_is_responsible_and_on_what_ground(client, make):
    make(**FACTS)
    other = InformationPageFactory(title="Om")

    assert privacy_facts(client) == {
        "Personuppgiftsansvarig": "Kungliga biblioteket, registrator@kb.example",
        "Rättslig grund": "Allmänt intresse, 18 § bibliotekslagen",
        "Dataskyddsombud": "dataskydd@kb.example",
        "Hur länge uppgifter sparas": "Loggar i 30 dagar",
    }
    assert privacy_facts(client, other.url) == {}


def test_what_is_not_set_is_left_out_of_the_privacy_page(client, make):
    make(controller="KB")

    assert privacy_facts(client) == {"Personuppgiftsansvarig": "KB"}


@pytest.fixture
def editor(client, site) -> User:
    user = User.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return user


def sent(links=(), **values):
    empty = dict.fromkeys(["contact_name", "contact_email", "contact_phone", "banner_text", "banner_until"], "")
    return nested_form_data({**empty, "banner_kind": "information", "links": streamfield(list(links)), **values})


def test_editors_can_change_the_settings(client, editor, site):
    link = ("link", {"text": "KB", "page": "", "url": "https://kb.example/"})
    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk])

    assert client.post(address, sent([link], contact_email="a@kb.example")).status_code == 302
    kept = SiteSettings.objects.get()
    assert (kept.contact_email, kept.links[0].value["url"]) == ("a@kb.example", "https://kb.example/")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("contact_email", "a(at)kb", "Fyll i en giltig e-postadress."),
        ("banner_until", "31/31", "Skriv dagen som 2026-11-26, 26/11 2026 eller 26 november 2026."),
        ("banner_text", "x" * 301, "Säkerställ att detta värde har som mest 300 tecken (den har 301)."),
    ],
)
def test_invalid_settings_have_an_error_at_the_field(client, editor, site, field, value, message):
    answer = client.post(
        reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk]), sent(**{field: value})
    )

    assert answer.context["form"].errors == {field: [message]}


def test_other_users_cannot_change_the_settings(client, site):
    user = User.objects.create_user("annan@example.org", password="x")
    client.force_login(user)

    address = reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk])
    assert client.get(address).status_code == 302
