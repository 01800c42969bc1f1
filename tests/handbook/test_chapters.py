"""The editors' handbook: every chapter opens, has its pictures, and names buttons and fields as the screens do."""

import re
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Group
from PIL import Image
from wagtail.documents import models as documents
from wagtail_localize import models as translations

from accounts.groups import KB_GROUP
from handbook.chapters import chapters

ROOT = Path(settings.BASE_DIR)
PICTURES = ROOT / "handbook" / "static" / "handbook"
CATALOGUE = "locale/sv/LC_MESSAGES/django.po"
TEXTS = {slug: (ROOT / "templates" / chapter.template_name).read_text() for slug, chapter in chapters().items()}
LARGEST_PICTURE = 80_000  # bytes
# Labels that Wagtail puts together of a verb and the name of a thing.
VERBS = ("Lägg till ", "Välj en ", "Byt ")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_site")]


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("kb@example.org", password="x")
    user.groups.add(Group.objects.get(name=KB_GROUP))
    client.force_login(user)
    return client


def test_contents_lead_to_every_chapter(editor):
    page = BeautifulSoup(editor.get("/admin/handbok/").content, "html.parser")

    urls = [link["href"] for link in page.select(".handbook__contents a")]
    titles = [BeautifulSoup(editor.get(url).content, "html.parser").title.get_text() for url in urls]

    assert [title.split(" - ")[0].strip() for title in titles] == [chapter.title for chapter in chapters().values()]


@pytest.mark.parametrize("path", ["/admin/handbok/finns-inte/"])
def test_unknown_chapter_is_not_found(editor, path):
    assert editor.get(path).status_code == 404


def test_handbook_asks_strangers_to_sign_in(client):
    assert client.get("/admin/handbok/plan/").status_code == 302


def test_each_picture_is_shown_once_and_each_shown_picture_exists():
    shown = [name for text in TEXTS.values() for name in re.findall(r'{% picture "([^"]+)"', text)]

    assert sorted(shown) == sorted(file.stem for file in PICTURES.glob("*.webp"))


def test_pictures_are_small():
    files = list(PICTURES.iterdir())

    assert [file.name for file in files if file.stat().st_size > LARGEST_PICTURE] == []
    assert [file.name for file in files if Image.open(file).size != (1000, 625)] == []


def shown_names():
    """What stands on screens in Swedish: the texts of our catalogue and those of Wagtail and wagtail-localize."""
    wagtail, localize = Path(documents.__file__).parents[1], Path(translations.__file__).parent
    files = [ROOT / "cms" / CATALOGUE, localize / CATALOGUE, *wagtail.glob(CATALOGUE), *wagtail.glob(f"*/{CATALOGUE}")]
    entries = [entry for file in files for entry in polib.pofile(str(file))]
    return {text.lower() for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())}


@pytest.mark.parametrize("slug", TEXTS)
def test_names_in_bold_are_those_of_the_screens(slug):
    names = re.findall(r"<b>(.*?)</b>", TEXTS[slug])
    known = shown_names()

    unknown = [name for name in names if not {name.lower(), *(name.removeprefix(v).lower() for v in VERBS)} & known]

    assert unknown == []
    assert names
