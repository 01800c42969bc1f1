"""The intranet's start page: for whoever is signed in, each with what that person may see."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from accounts.choices import Role
from content.audiences import Audience, page_audience, set_page_audience
from content.models import DocumentAudience
from home.bootstrap import set_up_site
from home.models import IntranetPage
from organisations.models import Organisation
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.pages import InformationPageFactory
from tests.readers import KB, MUNICIPALITY, OFFICER, STRANGER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readers_site")]

ADDRESS = "/intranat/"


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def intranet(readers):
    return IntranetPage.objects.get()


def working_document(title):
    document = Document.objects.create(title=title, file=ContentFile(b"utkast", name="utkast.txt"))
    DocumentAudience.objects.create(document=document, restriction_type=DocumentAudience.LOGIN)
    return document


def news(intranet, title):
    return InformationPageFactory(parent=IntranetPage.objects.get(pk=intranet.pk), title=title)


def titles(client, part) -> list[str]:
    html = client.get(ADDRESS).text.partition(f'data-testid="{part}"')[2].partition("</section>")[0]
    return re.findall(r'class="row__title" href="[^"]*">([^<]*)<', html)


def test_a_stranger_is_led_to_sign_in(readers):
    answer = readers[STRANGER].get(ADDRESS)

    assert (answer.status_code, answer["Location"]) == (302, f"/logga-in/?next={ADDRESS}")


def test_contacts_are_searched_from_here_by_who_has_a_role(readers):
    client = Client()
    client.force_login(UserFactory())
    form = 'action="/mina-sidor/kontakter/"'

    assert [form in one.get(ADDRESS).text for one in (readers[MUNICIPALITY], client)] == [True, False]


def test_news_and_working_material_are_those_that_a_reader_may_see(readers, intranet):
    news(intranet, "Nytt för alla inloggade")
    set_page_audience(news(intranet, "Nytt för KB"), Audience.KB)
    set_page_audience(InformationPageFactory(title="Utkast"), Audience.KB)
    working_document("Underlag")

    shown = {who: (titles(readers[who], "news"), titles(readers[who], "working-material")) for who in (KB, OFFICER)}
    assert shown == {
        KB: (["Nytt för KB", "Nytt för alla inloggade"], ["Utkast", "Underlag"]),
        OFFICER: (["Nytt för alla inloggade"], ["Underlag"]),
    }


def test_queries_do_not_depend_on_how_much_there_is(readers, intranet):
    def add(number: int) -> None:
        news(intranet, f"Nyhet {number}")
        set_page_audience(InformationPageFactory(title=f"Utkast {number}"), Audience.SIGNED_IN)
        working_document(f"Underlag {number}")
        MembershipFactory(organisation=Organisation.objects.get(code="03"), role=Role.REGION_OFFICER)

    def cost() -> int:
        readers[OFFICER].get(ADDRESS)  # fills the caches
        with CaptureQueriesContext(connection) as queries:
            assert readers[OFFICER].get(ADDRESS).status_code == 200
        return len(queries)

    add(1)
    one = cost()
    for number in (2, 3):
        add(number)

    assert cost() == one
    assert [len(titles(readers[OFFICER], part)) for part in ("news", "working-material")] == [3, 6]


@pytest.mark.parametrize(("query", "status"), [("", 200), ("?page=2", 404), ("?page=x", 400)])
def test_status_of_pages_of_documents(readers, query, status):
    working_document("Underlag")

    assert readers[KB].get(f"{ADDRESS}{query}").status_code == status


def test_it_is_linked_for_those_who_are_signed_in(readers):
    link = f'href="{ADDRESS}"'

    assert {path: link in readers[MUNICIPALITY].get(path).text for path in ("/", "/mina-sidor/")} == {
        "/": True,
        "/mina-sidor/": True,
    }
    assert link not in readers[STRANGER].get("/").text


def test_no_editor_opens_it_and_setting_up_closes_it_again(readers, intranet):
    form = readers[KB].get(f"/admin/pages/{intranet.pk}/edit/").context["form"]
    PageViewRestriction.objects.filter(page=intranet).delete()
    set_up_site()

    assert "audience" not in form.fields
    assert page_audience(intranet) == Audience.SIGNED_IN


def test_kb_edits_it_and_a_region_does_not(readers, intranet):
    url = f"/admin/pages/{intranet.pk}/edit/"

    assert [readers[who].get(url).status_code for who in (KB, OFFICER)] == [200, 302]


def test_answer_is_stored_by_nobody(readers):
    assert "no-store" in readers[KB].get(ADDRESS)["Cache-Control"]
