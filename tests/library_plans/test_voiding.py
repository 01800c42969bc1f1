"""What is registered in error is in no output and no count, is kept, and comes back when that is taken back."""

import datetime as dt
import io
import json
import re
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts.models import User
from extraction.types import TextState
from library_plans.importer.registration import CollectedFile, register_file
from library_plans.models import Decision, Edition, OpenDataArchive, Plan
from library_plans.open_data.archive import make_archive
from library_plans.register.counts import count_owners, owners_on
from library_plans.register.edition_selectors import count_readable_editions
from library_plans.status_periods.sync import rebuild_periods
from library_plans.voiding import restore, void
from search.indexing import rebuild
from tests.extraction.hostile import HTML_PAGE
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    PassageFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import PlanSummaryPageFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2025, 6, 1)
PLAN = "/planer/0399-alby/zirkon/"
DOORS = {
    "start page": "/",
    "register": "/planer/",
    "register as a file": "/planer/?format=csv",
    "owner": "/planer/0399-alby/",
    "plan": PLAN,
    "edition": f"{PLAN}2/",
    "file": f"{PLAN}2/fil/",
    "reader": f"{PLAN}2/sida/1/",
    "reader of the plan": f"{PLAN}sida/1/",
    "files without text": "/planer/utan-text/",
    "calendar": "/planer/lan/01/slutdatum.ics",
    "search": "/sok/?q=zirkonord&scope=alla",
    "search by number": "/sok/?q=7777/24",
    "search as a file": "/sok/?q=zirkonord&scope=alla&format=csv",
    "feed": "/sok/?q=zirkonord&scope=alla&format=atom",
    "summaries": "/sok/?q=zirkonord&source=sammanfattningar",
    "API search": "/api/v1/search?q=zirkonord&scope=alla",
    "API plans": "/api/v1/plans",
    "API plans by number": "/api/v1/plans?dnr=KS+7777/24",
    "API editions": "/api/v1/editions",
    "sitemap": "/sitemap.xml",
}  # fmt: skip
PLAN_WORDS, DECISION_WORDS = ("Zirkonplan", "zirkon/"), ("KS 7777/24", "26 oktober 2023", "2023-10-26")
EDITION_WORDS = ("rubinsken", "zirkon/2/", "fel.example")


@pytest.fixture(autouse=True)
def site(empty_site, fresh_index, at_day):
    at_day(ON)


@pytest.fixture
def user():
    return User.objects.create_user("kb@example.org", password="x")


@pytest.fixture
def edition():
    """The second edition of Alby's plan, which stands for it; a file without text is the third."""
    alby = OrganisationFactory(code="0399", name="Alby", display_name="Alby", county_code="01")
    plan = PlanFactory(title="Zirkonplan", adopted_date_unknown=False)
    PlanOwnerFactory(plan=plan, organisation=alby, slug="zirkon")
    DecisionFactory(plan=plan, decided_on=dt.date(2023, 10, 26), dnr="KS 7777/24")
    right, wrong = EditionFactory(plan=plan), EditionFactory(plan=plan, number=2, source_url="https://fel.example/")
    for row, words in ((right, "Ett annat ord."), (wrong, "Ett zirkonord i rubinsken.")):
        EditionPageFactory(edition=row)
        PassageFactory(edition=row, text=words, position=1)
    EditionFactory(plan=plan, number=3, state=TextState.NO_TEXT, page_count=None)
    return wrong


@pytest.fixture
def in_index(edition):
    statement = {"edition": edition.pk, "page": 1, "statement": "Ett zirkonord i rubinsken.", "words": ""}
    PlanSummaryPageFactory(plan=edition.plan, statements=json.dumps([{"type": "statement", "value": statement}]))
    rebuild()


def row_of(kind, edition):
    return {"plan": edition.plan, "decision": edition.plan.decisions.get(), "edition": edition}[kind]


def shown(client, words, edition):
    """The doors through which any of the words is seen."""
    doors = DOORS | {
        "API plan": f"/api/v1/plans/{edition.plan_id}",
        "API edition": f"/api/v1/editions/{edition.pk}",
        "API pages": f"/api/v1/editions/{edition.pk}/pages",
    }
    texts = {door: body(client.get(address, follow=True)) for door, address in doors.items()}
    make_archive()
    with ZipFile(io.BytesIO(body(client.get("/api/biblioteksplaner.zip")))) as archive:
        texts |= {name: archive.read(name) for name in archive.namelist()}
    return {door for door, text in texts.items() if any(word.encode() in text for word in words)}


def body(response):
    if response.status_code >= 400:
        return b""
    return b"".join(response) if response.streaming else response.content


def figures():
    counts, texts = count_owners(owners_on(ON), ON), count_readable_editions()
    return counts.municipalities.in_force, counts.municipalities.current, texts


ARCHIVE = {"register.csv", "utgavor.csv", "sidor.jsonl"}
API = {"API plans", "API plans by number", "API plan", "API edition", "API editions"}
PLAN_PAGES = {"plan", "edition", "reader", "reader of the plan"}
FOUND = {"search", "search as a file", "feed", "API search", "summaries"}
DECISIONS = {"start page", "register", "register as a file", "register.csv", "owner", "calendar", "search by number"}
EVERYWHERE = DECISIONS | PLAN_PAGES | FOUND | API | ARCHIVE | {"API pages", "files without text", "sitemap"}


@pytest.mark.parametrize(
    ("kind", "words", "doors", "left"),
    [
        ("plan", PLAN_WORDS, EVERYWHERE, (0, 0, (0, 0))),
        (
            "decision",
            DECISION_WORDS,
            DECISIONS | API | {"plan", "reader", "reader of the plan", "search", "search as a file"},
            (0, 0, (2, 3)),
        ),
        (
            "edition",
            EDITION_WORDS,
            PLAN_PAGES | FOUND | API | ARCHIVE | {"API pages", "register as a file", "owner"},
            (1, 1, (1, 2)),
        ),
    ],
)
def test_it_leaves_every_output_and_count_and_comes_back(
    client, user, edition, in_index, django_capture_on_commit_callbacks, kind, words, doors, left
):
    row = row_of(kind, edition)
    before = figures()

    with django_capture_on_commit_callbacks(execute=True):
        void(row, user, "Fel kommun")
    assert (shown(client, words, edition), figures()) == (set(), left)
    call_command("check_register", verbosity=0)

    with django_capture_on_commit_callbacks(execute=True):
        restore(row)
    assert (shown(client, words, edition), figures(), before) == (doors, before, (1, 1, (2, 3)))
    call_command("check_register", verbosity=0)


def test_the_addresses_of_a_wrong_file_are_gone_and_lead_to_the_plan(client, user, edition):
    void(edition, user, "Fel kommun")

    for rest in ("", "fil/", "sida/1/", "sida/1/bild/"):
        response = client.get(f"{PLAN}2/{rest}")
        assert (response.status_code, links(response)) == (410, [(PLAN, "Zirkonplan")])
    assert client.get(f"{PLAN}sida/1/").headers["Location"] == f"{PLAN}1/sida/1/"


def test_the_addresses_of_a_wrong_plan_are_gone_and_lead_to_its_owner(client, user, edition):
    void(edition.plan, user, "Dubblett")

    for rest in ("", "2/", "2/sida/1/", "sida/1/"):
        response = client.get(PLAN + rest)
        assert (response.status_code, links(response)) == (410, [("/planer/0399-alby/", "Alby")])


def links(response):
    """The links of the page's own text, each with its words."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', main)


def test_a_wrong_file_is_not_found_while_the_index_is_behind(client, user, edition, in_index):
    void(edition, user, "Fel kommun")

    assert "rubinsken" not in client.get("/sok/?q=zirkonord&scope=alla").content.decode()


def test_internal_notes_are_in_no_output(client, edition, in_index):
    for row in (edition.plan, edition, edition.plan.owners.get().organisation):
        row.internal_note = "Ring hemligord"
        row.save()
    rebuild()

    assert shown(client, ("hemligord",), edition) == set()
    assert client.get("/api/v1/search?q=hemligord&scope=alla").json()["pages"] == 0


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_demanded(user, edition, reason):
    with pytest.raises(ValidationError):
        void(edition, user, reason)

    assert Edition.objects.filter(pk=edition.pk).exists()


def test_a_rebuild_writes_no_periods_of_a_wrong_plan(user, edition):
    void(edition.plan, user, "Dubblett")

    assert rebuild_periods().plans == {}


def test_a_file_that_was_registered_in_error_is_not_imported_again(user, edition):
    collected = CollectedFile(HTML_PAGE, "plan.html", ("0399",), starts=edition.plan.starts, decided_on=ON)
    held = register_file(collected).edition
    void(held, user, "Fel fil")
    void(held.plan.decisions.get(decided_on=ON), user, "Fel beslut")

    assert register_file(collected).created is False
    void(held.plan, user, "Fel plan")
    assert register_file(collected).created is False
    assert (Plan.all_objects.count(), Decision.all_objects.count(), Edition.all_objects.count()) == (1, 2, 4)


def test_an_archive_with_something_wrong_is_withdrawn_with_the_same_commit(client, user, edition):
    make_archive()
    void(edition, user, "Fel kommun")

    assert (client.get("/api/biblioteksplaner.zip").status_code, OpenDataArchive.objects.count()) == (404, 0)
