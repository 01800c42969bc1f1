"""Links of published pages that lead nowhere are found at night and listed until they are mended."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.documents.models import Document

from accounts.groups import KB_GROUP
from operations.models import BrokenLink
from search.indexing import rebuild
from tests.factories.pages import EventPageFactory, InformationPageFactory


@pytest.fixture(autouse=True)
def site(whole_site, db, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    rebuild()


def text(html):
    return json.dumps([{"type": "text", "value": html, "id": "1"}])


def page_with(html, **values):
    page = InformationPageFactory(body=text(html), **values)
    page.save_revision().publish()
    return page


def broken():
    call_command("check_links", verbosity=0)
    return sorted(BrokenLink.objects.values_list("target", "reason"))


def link(address):
    return f'<p><a href="{address}">Länk</a></p>'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p><a linktype="page" id="99999">X</a></p>', [("99999", "no_page")]),
        ('<p><a linktype="document" id="99999">X</a></p>', [("99999", "no_file")]),
        (link("/finns-inte/"), [("/finns-inte/", "no_address")]),
        (link("/planer/0380-uppsala/finns-inte/"), [("/planer/0380-uppsala/finns-inte/", "no_address")]),
        (link("http://localhost/finns-inte/#svar"), [("http://localhost/finns-inte/#svar", "no_address")]),
        (link("/finns-inte/") * 2, [("/finns-inte/", "no_address")]),
        (link("/"), []),
        (link("/planer/"), []),
        (link("#ankare"), []),
        (link("mailto:a@example.org"), []),
        (link("https://finns-inte.example.org/sida"), []),
        (link("/media/bild.jpg"), []),
        ("<p>Ordet /finns-inte/ utan länk</p>", []),
    ],
)
def test_a_link_is_broken_when_it_leads_nowhere_on_this_site(html, found):
    page_with(html)

    assert broken() == found


def test_links_to_unpublished_pages_and_lost_files_are_told_by_their_titles():
    target = InformationPageFactory(title="Avpublicerad", live=False)
    lost = Document.objects.create(title="Borta", file=ContentFile(b"x", "borta.pdf"))
    kept = Document.objects.create(title="Kvar", file=ContentFile(b"y", "kvar.pdf"))
    lost.file.storage.delete(lost.file.name)
    links = [("page", target.pk), ("document", lost.pk), ("document", kept.pk)]
    page_with("".join(f'<p><a linktype="{kind}" id="{key}">X</a></p>' for kind, key in links), title="Länkar")

    assert broken() == [("Avpublicerad", "unpublished"), ("Borta", "no_file")]


def test_address_fields_are_checked_too():
    EventPageFactory(registration="external", registration_url="http://localhost/anmalan-finns-inte/")

    assert broken() == [("http://localhost/anmalan-finns-inte/", "no_address")]


def test_a_mended_link_leaves_the_list_when_its_page_is_published(django_capture_on_commit_callbacks):
    page = page_with(link("/finns-inte/") + link("/inte-heller/"))
    assert broken() == [("/finns-inte/", "no_address"), ("/inte-heller/", "no_address")]
    since = BrokenLink.objects.get(target="/inte-heller/").found_at

    page.body = json.loads(text(link("/planer/") + link("/inte-heller/")))
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert list(BrokenLink.objects.values_list("target", "found_at")) == [("/inte-heller/", since)]


def test_an_unpublished_page_has_no_broken_links():
    page = page_with(link("/finns-inte/"))
    broken()

    page.unpublish()

    assert broken() == []


def test_editors_see_them_on_the_workbench_and_in_its_list(client, django_user_model):
    user = django_user_model.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name=KB_GROUP))
    client.force_login(user)
    page = page_with(link("/finns-inte/"), title="Med trasig länk")
    broken()

    assert 'id="att-gora-trasiga-lankar"' in client.get("/admin/").text
    listed = client.get("/admin/trasiga-lankar/").text
    assert ("Med trasig länk" in listed, "/finns-inte/" in listed) == (True, True)
    assert f"/admin/pages/{page.pk}/edit/" in listed
