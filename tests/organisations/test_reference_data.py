import csv

import pytest
from django.core.management import call_command

from organisations.models import Organisation, OrganisationKind
from organisations.reference_data import REFERENCE_FILE, load_organisations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organisations")]


def test_reference_data_has_all_organisations():
    assert Organisation.objects.count() == 311
    assert Organisation.objects.municipalities().count() == 290
    assert Organisation.objects.regions().count() == 21
    assert Organisation.objects.filter(kind=OrganisationKind.REGION).count() == 20


def test_gotland_is_one_organisation_in_two_roles():
    gotland = Organisation.objects.get(code="0980")

    assert (gotland.region_code, gotland.is_municipality, gotland.display_name) == ("09", True, "Region Gotland")
    assert not Organisation.objects.filter(code="09").exists()


def test_by_name_is_swedish_order():
    names = Organisation.objects.municipalities().by_name().values_list("name", flat=True)

    assert [name for name in names if name[0] in "AÅÄÖ"][:1] == ["Ale"]
    assert list(names)[-3:] == ["Östra Göinge", "Överkalix", "Övertorneå"]
    assert [name for name in names if name[0] in "ÅÄ"] == [
        "Åmål", "Ånge", "Åre", "Årjäng", "Åsele", "Åstorp", "Åtvidaberg",
        "Älmhult", "Älvdalen", "Älvkarleby", "Älvsbyn", "Ängelholm",
    ]  # fmt: skip


def test_kb_order_is_county_number_region_first():
    names = Organisation.objects.in_county("09") | Organisation.objects.in_county("10")

    assert [row.name for row in names.in_kb_order()] == [
        "Gotland", "Region Blekinge", "Karlshamn", "Karlskrona", "Olofström", "Ronneby", "Sölvesborg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "display_name", "genitive", "address"),
    [
        ("0382", "Östhammars kommun", "Östhammars kommuns", "0382-osthammar"),
        ("0180", "Stockholms stad", "Stockholms stads", "0180-stockholm"),
        ("1490", "Borås Stad", "Borås Stads", "1490-boras"),
        ("0861", "Mönsterås kommun", "Mönsterås kommuns", "0861-monsteras"),
        ("1080", "Karlskrona kommun", "Karlskrona kommuns", "1080-karlskrona"),
        ("2023", "Malung-Sälens kommun", "Malung-Sälens kommuns", "2023-malung-salen"),
        ("14", "Västra Götalandsregionen", "Västra Götalandsregionens", "14-vastra-gotalandsregionen"),
        ("06", "Region Jönköpings län", "Region Jönköpings läns", "06-region-jonkopings-lan"),
    ],
)
def test_names_and_address_are_stored(code, display_name, genitive, address):
    row = Organisation.objects.get(code=code)

    assert (row.display_name, row.genitive, row.address) == (display_name, genitive, address)


def test_codes_begin_with_the_county_code():
    with REFERENCE_FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["county_code"]]

    assert [row["code"] for row in rows if not row["code"].startswith(row["county_code"])] == []


def test_second_load_keeps_editors_changes():
    own = Organisation.objects.get(code="0382")
    own.display_name, own.aliases = "Östhammar", ["Roslagen"]
    own.save()
    before = list(Organisation.objects.order_by("pk").values())

    loaded = load_organisations()

    assert (loaded.added, loaded.existing, loaded.differences) == (0, 311, ())
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_difference_is_reported_and_not_corrected(capsys):
    Organisation.objects.filter(code="0382").update(county_name="Stockholms län")

    call_command("load_organisations")

    captured = capsys.readouterr()
    assert captured.out == "Organisationer: 0 nya, 311 kända.\n"
    assert captured.err == "0382 county_name: registret har ”Stockholms län”, listan ”Uppsala län”\n"
    assert Organisation.objects.get(code="0382").county_name == "Stockholms län"


def test_knivsta_was_part_of_uppsala():
    knivsta = Organisation.objects.get(code="0330")

    assert [row.name for row in knivsta.predecessors.all()] == ["Uppsala"]


def test_second_load_needs_one_query(django_assert_num_queries):
    with django_assert_num_queries(3):
        load_organisations()
