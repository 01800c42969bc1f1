"""Pages in other languages: their addresses, who may make and publish them, and what leaves and comes as .po."""

import polib
import pytest
from django.conf import settings as site_settings
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from accounts.models import User
from events.models import EventIndexPage
from home.models import HomePage, InformationPage
from search.indexing import rebuild

pytestmark = pytest.mark.django_db

OTHERS = [code for code, _name in site_settings.LANGUAGES if code != "sv"]
TEXTS = {"Om planer": "About plans", "Vad en biblioteksplan är.": "What a library plan is.", "Hej": "Hello"}


@pytest.fixture(autouse=True)
def site(empty_site, settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    rebuild()


@pytest.fixture
def editor(client):
    user = User.objects.create_user("kb", password="x")
    user.groups.add(Group.objects.get(name="KB"))
    client.force_login(user)
    return user


@pytest.fixture
def information(django_capture_on_commit_callbacks):
    page = InformationPage(title="Om planer", summary="Vad en biblioteksplan är.", body=[("text", "<p>Hej</p>")])
    HomePage.source_page().add_child(instance=page)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    return page


def translated(page, code, live=True):
    """The page in a language, its texts still Swedish."""
    locale = Locale.objects.get(language_code=code)
    translate_object(page, [locale])
    copy = page.get_translation(locale)
    if live:
        copy.get_latest_revision().publish()
    return page.get_translation(locale)


@pytest.fixture
def publish_at(django_capture_on_commit_callbacks):
    """Publish as the editor of a translation does."""

    def publish_at(client, page):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})

    return publish_at


def translation_of(page, code):
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)


@pytest.mark.parametrize("code", OTHERS)
def test_each_language_opens_below_its_own_address(client, code):
    translated(HomePage.source_page(), code)

    answer = client.get(f"/{code}/")

    direction = "rtl" if code == "yi" else "ltr"
    assert answer.status_code == 200
    assert f'<html lang="{code}" dir="{direction}">' in answer.text
    assert ('<header class="top" lang="sv" dir="ltr">' in answer.text) == (code != "en")


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", ["", "om-planer/", "rapporter/"])
def test_a_language_without_pages_is_not_found(client, information, code, path):
    assert client.get(f"/{code}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/om-planer/", "/sok/", "/planer/", "/teman/", "/finns-inte/", "/admin/login/"])
def test_the_browsers_language_changes_nothing(client, information, path):
    answer = client.get(path, headers={"accept-language": "en, fi;q=0.5"})

    assert '<html lang="sv"' in answer.text


def test_a_page_offers_the_languages_in_which_it_is_published(client, information):
    translated(HomePage.source_page(), "en")
    translated(HomePage.source_page(), "fi")
    translated(information, "en")
    translated(information, "fi", live=False)

    swedish, english = client.get("/om-planer/").text, client.get("/en/om-planer/").text

    assert '<a href="/en/om-planer/" lang="en" hreflang="en">English</a>' in swedish
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/om-planer/">' in swedish
    assert "/fi/om-planer/" not in swedish
    assert '<a href="/om-planer/" lang="sv" hreflang="sv">svenska</a>' in english
    assert '<span lang="en" aria-current="true">English</span>' in english


def test_a_page_in_one_language_offers_none(client, information):
    assert 'class="languages"' not in client.get("/om-planer/").text


@pytest.mark.parametrize("above", [False, True])
def test_a_version_that_is_not_for_everybody_is_not_offered(client, information, above):
    home, page = translated(HomePage.source_page(), "en"), translated(information, "en")
    PageViewRestriction.objects.create(page=home if above else page, restriction_type="login")

    assert 'class="languages"' not in client.get("/om-planer/").text


@pytest.mark.parametrize("languages", [["en"], ["en", "fi", "yi"]])
def test_a_page_asks_the_same_however_many_languages(client, information, django_assert_num_queries, languages):
    for code in languages:
        translated(HomePage.source_page(), code)
        translated(information, code)
    client.get("/om-planer/")

    with django_assert_num_queries(7):
        client.get("/om-planer/")


def test_what_is_not_published_is_not_shown(client, information):
    translated(HomePage.source_page(), "en")
    translated(information, "en", live=False)

    assert client.get("/en/om-planer/").status_code == 404


def test_a_translation_begins_as_a_draft(client, editor, information):
    home = HomePage.source_page()
    english = Locale.objects.get(language_code="en")
    client.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": [english.pk]})
    client.post(f"/admin/localize/submit/page/{information.pk}/", {"locales": [english.pk]})

    page = information.get_translation(english)
    assert (home.get_translation(english).live, page.live, page.get_parent().specific) == (
        False,
        False,
        home.get_translation(english),
    )


def test_a_page_comes_after_the_one_above_it(client, editor, information):
    english = Locale.objects.get(language_code="en")

    answer = client.post(f"/admin/localize/submit/page/{information.pk}/", {"locales": [english.pk]})

    text = "Översätt först ”Träffpunkt biblioteksplaner”, som ligger ovanför. Den saknas på: Engelska."
    assert answer.context["form"].errors == {"locales": [text]}
    assert Page.objects.filter(locale=english).count() == 0


def test_only_what_is_meant_to_be_translated_is(client, editor):
    section = EventIndexPage.objects.get()
    english = Locale.objects.get(language_code="en")

    answer = client.post(f"/admin/localize/submit/page/{section.pk}/", {"locales": [english.pk]})

    assert (answer.status_code, Page.objects.filter(locale=english).count()) == (302, 0)
    assert "/localize/submit/" not in client.get(f"/admin/pages/{section.pk}/").text
    assert (
        f"/localize/submit/page/{HomePage.source_page().pk}/"
        in client.get(f"/admin/pages/{HomePage.source_page().pk}/").text
    )


def test_the_pages_below_come_along_only_when_all_are_meant_to_be(client, editor, information):
    home = HomePage.source_page()
    english = Locale.objects.get(language_code="en")

    client.post(f"/admin/localize/submit/page/{home.pk}/", {"locales": [english.pk], "include_subtree": "on"})

    assert [page.specific_class for page in Page.objects.filter(locale=english)] == [HomePage]


def writer(client, *, publish):
    """Somebody who may write and translate on the whole site, and publish or not."""
    group = Group.objects.create(name="Skribenter")
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"]),
    )
    for action in ["add", "change", *(["publish"] if publish else [])]:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
        GroupPagePermission.objects.create(group=group, page=HomePage.source_page().page_ptr, permission=permission)
    user = User.objects.create_user("skribent", password="x")
    user.groups.add(group)
    client.force_login(user)


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("first", ["rights", "translation"])
def test_who_may_publish_the_source_may_publish_the_translation(client, information, publish_at, publish, first):
    if first == "rights":
        writer(client, publish=publish)
    translated(HomePage.source_page(), "en")
    page = translated(information, "en", live=False)
    if first == "translation":
        writer(client, publish=publish)

    publish_at(client, page)

    assert Page.objects.get(pk=page.pk).live == publish


def test_rights_that_are_taken_away_are_taken_away_in_every_language(information):
    home = translated(HomePage.source_page(), "en")
    rows = GroupPagePermission.objects.filter(page=home)
    before = rows.count()

    GroupPagePermission.objects.filter(page=HomePage.source_page()).first().delete()

    assert (before, rows.count()) == (5, 4)


def test_fetching_changes_publishes_nothing(client, editor, information):
    translated(HomePage.source_page(), "en")
    page = translated(information, "en", live=False)
    source = translation_of(information, "en").source

    client.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})

    assert not Page.objects.get(pk=page.pk).live


def test_no_page_becomes_a_swedish_copy(client, editor, information):
    translated(HomePage.source_page(), "en")
    page = translated(information, "en")

    answer = client.post(f"/admin/localize/page/{page.pk}/convert_to_alias/")

    assert (answer.status_code, Page.objects.get(pk=page.pk).alias_of) == (404, None)


def test_who_may_not_edit_the_page_may_not_translate_it(client, information):
    user = User.objects.create_user("annan", password="x")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
    client.force_login(user)
    translated(HomePage.source_page(), "en")
    source = translation_of(HomePage.source_page(), "en").source
    english = Locale.objects.get(language_code="en")

    client.post(f"/admin/localize/submit/page/{information.pk}/", {"locales": [english.pk]})
    answer = client.post(f"/admin/localize/update/{source.pk}/", {})

    assert (answer.status_code, information.has_translation(english)) == (302, False)


def test_a_po_file_goes_out_and_comes_back(client, editor, information, publish_at):
    translated(HomePage.source_page(), "en")
    page = translated(information, "en", live=False)
    address = f"/admin/localize/translate/{translation_of(information, 'en').pk}/pofile"
    file = polib.pofile(client.get(f"{address}/download/").text)
    for entry in file:
        entry.msgstr = TEXTS.get(entry.msgid, entry.msgid)

    client.post(f"{address}/upload/", {"file": SimpleUploadedFile("en.po", str(file).encode())})
    publish_at(client, page)

    shown = client.get("/en/om-planer/").text
    assert {entry.msgid for entry in file} == {*TEXTS, "om-planer"}
    assert [text in shown for text in TEXTS.values()] == [True, True, True]
    assert "Vad en biblioteksplan är." not in shown


def texts_of(client, address):
    return [(entry.msgid, entry.msgstr) for entry in polib.pofile(client.get(f"{address}/download/").text)]


@pytest.mark.parametrize(
    "content", [None, b"", b"inte en po-fil", b"\xff\xfe\x00", b'msgid "Om planer\nmsgstr', b'msgid "a"\nmsgstr "b"\n']
)
def test_a_file_that_is_no_translation_is_refused_in_words(client, editor, information, content):
    translated(HomePage.source_page(), "en")
    translated(information, "en")
    address = f"/admin/localize/translate/{translation_of(information, 'en').pk}/pofile"
    before = texts_of(client, address)
    file = {} if content is None else {"file": SimpleUploadedFile("en.po", content)}

    answer = client.post(f"{address}/upload/", file, follow=True)

    text = "Det är inte en .po-fil för den här översättningen. Hämta filen här och fyll i den."
    assert [str(message).strip() for message in answer.context["messages"]] == [text]
    assert texts_of(client, address) == before


def test_the_overview_says_what_is_out_of_date(client, editor, information):
    translated(HomePage.source_page(), "en")
    translated(information, "en")
    home = HomePage.source_page()
    home.introduction = "Något nytt."
    home.save_revision().publish()

    answer = client.get("/admin/oversattningar/")

    said = [row.missing for row in answer.context["object_list"]]
    assert said == [2, 4]  # title and address; the same with summary and text
    assert "Den svenska sidan ändrades" in answer.text
    assert "4 texter är inte översatta" in answer.text


def test_the_overview_is_for_those_who_translate(client):
    user = User.objects.create_user("annan", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    assert client.get("/admin/oversattningar/").status_code == 302


def test_search_finds_a_page_in_another_language_and_says_so(client, information):
    translated(HomePage.source_page(), "en")
    translated(information, "en")
    rebuild()

    html = client.get("/sok/?source=information&q=biblioteksplan").text

    assert html.count('data-testid="page-group"') == 2
    assert html.count('<a href="/en/om-planer/" lang="en">') == 1
