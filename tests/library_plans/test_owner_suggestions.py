"""Owners suggested from the name of a file and its first pages."""

import pytest

from library_plans.owner_suggestions import Evidence, suggest_owners, sure_owner
from organisations.directory import organisation_directory

pytestmark = pytest.mark.usefixtures("organisations")


def suggested(name, *pages):
    """The suggested owners, and the one chosen beforehand."""
    found = suggest_owners(name, pages, organisation_directory())
    sure = sure_owner(found)
    return [one.organisation.display_name for one in found], sure.display_name if sure else ""


@pytest.mark.parametrize(
    ("name", "pages", "owners", "sure"),
    [
        ("plan.pdf", ["BIBLIOTEKSPLAN\nför Ystads kommun 2024–2027"], ["Ystads kommun"], "Ystads kommun"),
        ("plan.pdf", ["Biblioteksplan Tierp kommun"], ["Tierps kommun"], "Tierps kommun"),
        ("biblioteksplan_ostersund-2024.pdf", [""], ["Östersunds kommun"], "Östersunds kommun"),
        ("scan001.pdf", ["Alla ska vara delaktiga. Ett bibliotek för alla."], [], ""),
        ("scan001.pdf", ["Biblioteket i Vara växer."], ["Vara kommun"], "Vara kommun"),
        ("scan001.pdf", ["Plan", "I Lund finns ett stadsbibliotek."], ["Lunds kommun"], ""),
        ("plan.pdf", ["Plan för Stockholms län. Region Stockholm"], ["Region Stockholm"], "Region Stockholm"),
        ("plan.pdf", ["Kungliga biblioteket följer biblioteksplanerna."], [], ""),
        (
            "plan.pdf",
            ["Ystads kommun samarbetar med Region Skåne."],
            ["Ystads kommun", "Region Skåne"],
            "Ystads kommun",
        ),
        (
            "lund-malmo.pdf",
            [""],
            ["Lunds kommun", "Malmö stad"],
            "",
        ),
    ],
)  # fmt: skip
def test_the_likeliest_owners_come_first(name, pages, owners, sure):
    assert suggested(name, *pages) == (owners, sure)


def test_the_place_that_speaks_most_is_quoted():
    text = "Innehåll " * 20 + "Antagen av kommunfullmäktige i Ystads kommun den 13 maj 2024, § 61. " + "Slut " * 30

    [found] = suggest_owners("plan.pdf", ["", text], organisation_directory())

    assert found.evidence == Evidence(
        page=2,
        before="Innehåll Innehåll Innehåll Antagen av kommunfullmäktige i ",
        name="Ystads kommun",
        after=" den 13 maj 2024, § 61. Slut Slut Slut Slut Slut Slut Slut",
    )


def test_a_name_in_a_long_text_takes_no_time_to_find():
    assert suggested("plan.pdf", *["Biblioteket i Ystad. " * 5_000] * 3) == (["Ystads kommun"], "Ystads kommun")
