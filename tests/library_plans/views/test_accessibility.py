"""What is said of the accessibility of a file holds for that file, and an accessible format can be asked for."""

from urllib.parse import unquote

import pytest
from django.core.management import call_command
from lxml import html

from home.models import SiteSettings
from library_plans.models import PlanSettings

pytestmark = pytest.mark.django_db
PLAN = "/planer/0399-alby/plan-2024-kommun-1/"
NOT_ADAPTED = "Kopian är inte tillgänglighetsanpassad"
TEXT_STANDS_HERE = f"{NOT_ADAPTED}. Texten i den är utläst av ett program och står här."
NO_TEXT = f"{NOT_ADAPTED}, och texten i den har inte gått att läsa ut."
LAW = (
    " Den är publicerad på nytt här, så lagen om tillgänglighet till digital offentlig service (2018:1937) omfattar "
    "den, hur gammal den än är."
)
SCAN = "Utan text kan dokumentet varken läsas upp eller sökas här."


def seen(client, path):
    """The note on the frozen copy, and all the text of the page."""
    tree = html.fromstring(client.get(path).text)
    notes = {
        row.cssselect("dt")[0].text: " ".join(small.text_content().split())
        for row in tree.cssselect(".facts > div")
        for small in row.cssselect("small")
    }
    return notes["Fryst kopia"], " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    ("state", "note", "is_scan"),
    [
        ("text", TEXT_STANDS_HERE, False),
        ("ocr", TEXT_STANDS_HERE, False),
        ("partial", TEXT_STANDS_HERE, False),
        ("no_text", NO_TEXT, True),
        ("password", NO_TEXT, True),
        ("damaged", NO_TEXT, True),
    ],
)
@pytest.mark.parametrize("publishes", [True, False])
def test_what_is_said_of_the_copy_holds(client, alby, collect, state, note, is_scan, publishes):
    collect(alby, 2024, 2027, state=state)
    PlanSettings.objects.create(publish_copies=publishes)

    said, text = seen(client, f"{PLAN}1/")

    assert (said, SCAN in text) == (note + LAW * publishes, is_scan)
    assert seen(client, PLAN)[0] == said


@pytest.mark.parametrize("path", [PLAN, f"{PLAN}1/"])
def test_accessible_format_is_asked_of_the_function_that_answers(client, alby, collect, path):
    call_command("setup_site", verbosity=0)
    SiteSettings.objects.update(contact_email="bibliotek@kb.example")
    collect(alby, 2024, 2027, state="no_text")

    [link] = html.fromstring(client.get(path).text).cssselect("[data-testid=accessible-format]")

    assert (link.text, unquote(link.get("href"))) == (
        "Begär tillgängligt format",
        "mailto:bibliotek@kb.example?subject=Tillgängligt format: Biblioteksplan 2024–2027, Alby kommun"
        f"&body=http://testserver{path}",
    )


def test_without_a_function_address_no_dead_link_is_shown(client, alby, collect):
    collect(alby, 2024, 2027, state="no_text")

    [said] = html.fromstring(client.get(PLAN).text).cssselect("[data-testid=accessible-format]")

    assert (said.tag, said.text) == ("p", "Be den som har publicerat planen om ett tillgängligt format.")
