"""The admin in Swedish: every text and icon on every screen, for KB's editors and for administrators.

Two nets. A text that passes through gettext without a Swedish translation is caught by the fallback of the catalogue.
A text that does not pass through gettext is caught by words that no Swedish text has.
"""

import re
from gettext import NullTranslations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils.translation import trans_real

from accounts.models import User
from tests.admin_walk import icons, screens, texts
from tests.browser.dataset import EDITOR, fill

ENGLISH_WORDS = re.compile(
    r"\b(the|with|of|and|your|you|this|that|from|not|add|edit|delete|select|search|create|choose|new|page|pages|home|user|"
    r"users|group|groups|no|yes|is|are|has|have|been|will|can|by|on|at|or)\b"
)
# Handlers of events, addresses, time zones, names of models, page types of the tests, two labels of Wagtail's forms.
NO_TEXT = re.compile(
    r"^(w-|[\w/]+/[\w/]+$|https?:|/|\[|\w+\.\w+$)|->|specimen|stock page|^Page$|^Root page$", re.IGNORECASE
)


class Untranslated(NullTranslations):
    """The end of the Swedish catalogue: keeps what came so far."""

    def __init__(self):
        super().__init__()
        self.texts = set()

    def gettext(self, message):
        self.texts.add(message)
        return message

    def ngettext(self, singular, plural, number):
        self.texts.add(singular)
        return singular if number == 1 else plural


@pytest.fixture
def untranslated(monkeypatch):
    """The texts that were asked for in Swedish and had no translation."""
    catalogue = trans_real.translation("sv")
    end = Untranslated()
    monkeypatch.setattr(catalogue, "_fallback", end)
    return end.texts


def english(soup):
    return {text for text in texts(soup) if ENGLISH_WORDS.search(text.lower()) and not NO_TEXT.search(text)}


def permission_verbs():
    """What Wagtail shows of the names of permissions, which are stored in Swedish."""
    names = Permission.objects.filter(name__startswith="Får ").values_list("name", flat=True)
    return {" ".join(name.split()[:length]) for name in names for length in range(1, len(name.split()) + 1)}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")  # a report of wagtail-localize
@pytest.mark.parametrize(("who", "fewest"), [("administrator", 200), ("editor", 150)])
def test_every_screen_is_in_swedish_with_icons_that_exist(who, fewest, untranslated):
    fill()
    user = User.objects.get(email=EDITOR)
    if who == "administrator":
        user.is_superuser = True
        user.save()
    client = Client()
    client.force_login(user)

    found, used = {}, set()
    for url, soup in screens(client):
        found[url] = english(soup)
        used |= icons(soup)

    assert used - set(re.findall(r'id="icon-([\w-]+)"', client.get("/admin/sprite/").text)) == set()
    assert {text: url for url, texts in found.items() for text in texts} == {}
    assert untranslated - set(permission_verbs()) == set()
    assert len(found) > fewest
