"""Editions, their files and the text of their pages as open data."""

import datetime as dt

import pytest

from accounts.models import User
from library_plans.models import PlanSettings, Redaction
from search.indexing import rebuild
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    PassageFactory,
    PlanFactory,
)
from themes.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))]
EDITIONS, PLANS = "/api/v1/editions", "/api/v1/plans"
LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.fixture
def edition():
    """An adopted plan whose edition has three pages, the second of them without text."""
    made = EditionFactory(
        page_count=3, source_url="https://alby.example/plan.pdf", content=b"%PDF-1.7 alby", plan__title="Plan för Alby"
    )
    DecisionFactory(plan=made.plan, decided_on=dt.date(2023, 10, 26))
    for number in (1, 2, 3):
        EditionPageFactory(edition=made, number=number, label=str(number + 2))
    PassageFactory(edition=made, position=1, page_number=1, text="Mål")
    PassageFactory(edition=made, position=2, page_number=1, text="Bokbussen är för alla.")
    PassageFactory(edition=made, position=3, page_number=3, text="Ring Namn\nNamnsson.", language="se")
    return made


def withhold(edition, **values):
    user = User.objects.create_user("kb@example.org", password="x")
    return Redaction.objects.create(edition=edition, reason="Namn", legal_ground="GDPR", decided_by=user, **values)


def get_json(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.json()


def test_an_edition_has_its_file_its_years_and_its_addresses(client, edition):
    answer = get_json(client, EDITIONS)

    url = f"http://testserver{edition.plan.get_absolute_url()}1/"
    assert answer == {
        "license": LICENSE,
        "publisher": "Kungliga biblioteket: Träffpunkt biblioteksplaner",
        "valid_on": "2026-11-23",
        "count": 1,
        "editions": [
            {
                "id": edition.pk,
                "plan": edition.plan_id,
                "plan_title": "Plan för Alby",
                "number": 1,
                "variant": "antagen",
                "language": "sv",
                "start_year": 2024,
                "adopted": "2023-10-26",
                "adoption_year": 2023,
                "fetched_at": "2024-02-01T12:00:00Z",
                "source_url": "https://alby.example/plan.pdf",
                "file": {
                    "url": f"{url}fil/",
                    "media_type": "application/pdf",
                    "size": 13,
                    "sha256": edition.sha256,
                },
                "state": "text",
                "page_count": 3,
                "unit": "sida",
                "withheld": False,
                "url": url,
                "pages_url": f"http://testserver{EDITIONS}/{edition.pk}/pages",
                "example": False,
            }
        ],
        "next": None,
    }
    assert get_json(client, f"{EDITIONS}/{edition.pk}")["edition"] == answer["editions"][0]


def test_the_file_of_an_edition_has_its_checksum(client, edition):
    file = get_json(client, f"{EDITIONS}/{edition.pk}")["edition"]["file"]
    response = client.get(file["url"])

    assert (b"".join(response), response["ETag"]) == (b"%PDF-1.7 alby", f'"{file["sha256"]}"')


def test_the_text_of_each_page(client, edition):
    answer = get_json(client, f"{EDITIONS}/{edition.pk}/pages")

    url = f"http://testserver{edition.plan.get_absolute_url()}1/sida"
    assert (answer["edition"], answer["sha256"], answer["count"], answer["next"]) == (
        edition.pk, edition.sha256, 3, None,
    )  # fmt: skip
    assert [(page["number"], page["label"], page["languages"], page["text"]) for page in answer["pages"]] == [
        (1, "3", ["sv"], "Mål\n\nBokbussen är för alla."),
        (2, "4", [], ""),
        (3, "5", ["se"], "Ring Namn\nNamnsson."),
    ]
    assert [(page["withheld"], page["url"]) for page in answer["pages"]] == [
        (False, f"{url}/1/"), (False, f"{url}/2/"), (False, f"{url}/3/"),
    ]  # fmt: skip


def test_withheld_words_are_in_no_answer_and_the_file_has_no_address(client, edition):
    withhold(edition, page_number=3, words="namn namnsson")

    answer = get_json(client, f"{EDITIONS}/{edition.pk}")["edition"]
    pages = get_json(client, f"{EDITIONS}/{edition.pk}/pages")["pages"]
    assert (answer["file"]["url"], answer["withheld"]) == (None, True)
    assert [page["text"] for page in pages] == ["Mål\n\nBokbussen är för alla.", "", "Ring [maskerat]."]


def test_words_of_a_changed_redaction_are_masked_before_the_file_is_read_again(client, edition):
    row = withhold(edition, page_number=3, words="Ring")
    Redaction.objects.filter(pk=row.pk).update(words="Namnsson")

    assert "Namnsson" not in client.get(f"{EDITIONS}/{edition.pk}/pages").content.decode()


def test_a_withheld_page_has_no_text(client, edition):
    withhold(edition, page_number=1)

    first = get_json(client, f"{EDITIONS}/{edition.pk}/pages")["pages"][0]
    assert (first["text"], first["languages"], first["withheld"]) == ("", [], True)


def test_a_withheld_edition_is_known_but_has_neither_file_nor_text(client, edition):
    withhold(edition)

    answer = get_json(client, f"{EDITIONS}/{edition.pk}")["edition"]
    assert (answer["file"]["url"], answer["pages_url"], answer["withheld"]) == (None, None, True)
    get_json(client, f"{EDITIONS}/{edition.pk}/pages", 404)


def test_no_file_has_an_address_while_kb_publishes_no_copies(client, edition):
    PlanSettings.objects.create(publish_copies=False)

    assert get_json(client, EDITIONS)["editions"][0]["file"]["url"] is None


def test_editions_without_owner_are_in_no_answer(client):
    stray = EditionFactory(plan=PlanFactory())

    assert get_json(client, EDITIONS)["count"] == 0
    get_json(client, f"{EDITIONS}/{stray.pk}", 404)
    get_json(client, f"{EDITIONS}/{stray.pk}/pages", 404)
    get_json(client, f"{PLANS}/{stray.plan_id}", 404)


def test_a_plan_by_its_id_has_its_years(client, edition):
    answer = get_json(client, f"{PLANS}/{edition.plan_id}")

    plan = answer["plan"]
    assert (plan["start_year"], plan["adopted"], plan["adoption_year"]) == (2024, "2023-10-26", 2023)
    assert get_json(client, plan["editions_url"])["editions"][0]["id"] == edition.pk
    assert plan == get_json(client, PLANS)["plans"][0]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("variant=antagen", 1),
        ("variant=remiss", 0),
        ("sprak=sv", 1),
        ("sprak=se", 0),
        ("borjar=2024", 1),
        ("borjar=2024&antagen=2023", 1),
        ("antagen=2024", 0),
        ("period=fran-2024", 1),
        ("niva=region", 0),
        ("plan=1000000", 0),
        (f"sha256={'0' * 64}", 0),
    ],
)
def test_filters_of_editions(client, edition, query, count):
    assert get_json(client, f"{EDITIONS}?{query}")["count"] == count


@pytest.mark.parametrize("address", [EDITIONS, PLANS])
def test_a_theme_filters_by_the_text_of_plans(client, edition, fresh_index, address):
    Theme.objects.create(slug="bokbuss", name="Rullande bibliotek", terms="bokbuss")
    Theme.objects.create(slug="film", name="Film på bibliotek", terms="filmvisning")
    rebuild()

    assert get_json(client, f"{address}?tema=bokbuss")["count"] == 1
    assert get_json(client, f"{address}?tema=film")["count"] == 0


def test_the_themes_with_their_terms(client):
    Theme.objects.all().delete()
    Theme.objects.create(slug="bokbuss", name="Bokbussar", terms="bokbuss\nbiblioteksbuss", description="På väg")

    assert get_json(client, "/api/v1/themes")["themes"] == [
        {
            "slug": "bokbuss",
            "name": "Bokbussar",
            "kind": "subject",
            "description": "På väg",
            "terms": ["Bokbussar", "bokbuss", "biblioteksbuss"],
            "url": "http://testserver/teman/bokbuss/",
        }
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{EDITIONS}?variant=x", 400), (f"{EDITIONS}?sha256=x", 400), (f"{EDITIONS}?after=-1", 400),
        (f"{EDITIONS}?after=9{'0' * 30}", 400), (f"{EDITIONS}?plan=x", 400), (f"{EDITIONS}?tema=x", 400),
        (f"{EDITIONS}?borjar=24", 400), (f"{EDITIONS}?sprak=%00", 400), (f"{EDITIONS}/0", 400),
        (f"{EDITIONS}/{2**63}", 400), (f"{EDITIONS}/x", 400), (f"{EDITIONS}/1000000", 404),
        (f"{EDITIONS}/1000000/pages", 404), (f"{EDITIONS}/1000000/pages?after=x", 400), (f"{PLANS}/x", 400),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_message(client, address, status):
    assert list(get_json(client, address, status)) == ["detail"]


def test_parts_of_editions_stay_as_they_are_when_one_is_added(client):
    plans = [EditionFactory().plan for _number in range(101)]

    first = get_json(client, EDITIONS)
    EditionFactory(plan=plans[0], number=2)
    second = get_json(client, first["next"])
    assert (first["count"], len(first["editions"]), len(second["editions"]), second["next"]) == (101, 100, 2, None)
    ids = [row["id"] for row in (*first["editions"], *second["editions"])]
    assert ids == sorted(set(ids))


def test_parts_of_pages(client, edition):
    for number in range(4, 53):
        EditionPageFactory(edition=edition, number=number)

    first = get_json(client, f"{EDITIONS}/{edition.pk}/pages")
    second = get_json(client, first["next"])
    assert [page["number"] for page in second["pages"]] == [51, 52]
    assert (len(first["pages"]), second["next"]) == (50, None)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(EDITIONS, 7), (f"{EDITIONS}?variant=antagen", 7)])
def test_the_list_takes_as_many_queries_for_three_editions_as_for_one(
    client, count, address, queries, django_assert_num_queries
):
    for _number in range(count):
        DecisionFactory(plan=EditionFactory().plan)
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)


def test_head_is_answered_and_a_known_answer_is_not_sent_again(client, edition):
    for address in (EDITIONS, f"{EDITIONS}/{edition.pk}", f"{EDITIONS}/{edition.pk}/pages", "/api/v1/themes"):
        head, get = client.head(address), client.get(address)

        assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])
        assert client.get(address, headers={"If-None-Match": get["ETag"]}).status_code == 304
