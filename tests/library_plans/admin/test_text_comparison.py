"""What a plan's text says stands beside the register in the form, and agrees with it over the whole demo."""

from collections import Counter
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from library_plans.admin.text_comparison import compared_facts, newest_with_text, page_texts
from library_plans.choices import DecisionKind
from library_plans.models import Plan
from library_plans.suggestions import suggest_plan
from tests.factories.library_plans import DecisionFactory, EditionFactory, OwnedPlanFactory, PassageFactory


def comparison(editor, plan) -> list[list[str]]:
    """The rows of the panel, without its heading."""
    page = BeautifulSoup(editor.get(reverse("plans:edit", args=[plan.pk])).content, "html.parser")
    table = page.find(string="I texten").find_parent("table")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table.select("tbody tr")]


def test_the_form_compares_the_register_with_the_text(editor):
    plan = OwnedPlanFactory(starts=date(2024, 1, 1), ends=date(2026, 12, 31))
    DecisionFactory(
        plan=plan, kind=DecisionKind.ADOPTION, decided_on=date(2023, 10, 26), body="kf", section="§ 61", dnr=""
    )
    edition = EditionFactory(plan=plan, state="text", page_count=2)
    PassageFactory(edition=edition, page_number=1, position=1, text="Biblioteksplan 2024–2027")
    PassageFactory(edition=edition, page_number=2, position=2, text="Antagen av kommunfullmäktige 2023-10-26, § 61")

    assert comparison(editor, plan) == [
        [
            "Slags plan",
            "kommunal biblioteksplan",
            "kommunal biblioteksplan",
            "sida 1: ”Biblioteksplan 2024–2027”",
            "lika",
        ],
        [
            "Period",
            "2024-01-01 – 2026-12-31",
            "2024-01-01 – 2027-12-31",
            "sida 1: ”Biblioteksplan 2024–2027”",
            "skiljer sig",
        ],
        [
            "Antagande",
            "2023-10-26, kommunfullmäktige, § 61",
            "2023-10-26, kommunfullmäktige, § 61",
            "sida 2: ”Antagen av kommunfullmäktige 2023-10-26, § 61”",
            "lika",
        ],
    ]


@pytest.mark.django_db
def test_a_decision_that_the_register_lacks_differs():
    plan = OwnedPlanFactory()
    facts = compared_facts(plan, suggest_plan(["Antagen av kommunfullmäktige 2023-10-26, § 61"]))

    assert [(fact.registered, fact.written, fact.agrees) for fact in facts] == [
        ("", "2023-10-26, kommunfullmäktige, § 61", False)
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_collection")
def test_the_demos_texts_say_what_its_register_says():
    """Its title pages go through PDF, DOCX, ODT and HTML: each fact that is read there must be the registered one."""
    found: Counter[tuple[str, bool]] = Counter()
    wrong = []
    for plan in Plan.objects.filter(is_example=True).order_by("pk"):
        edition = newest_with_text(plan)
        for fact in compared_facts(plan, suggest_plan(page_texts(edition))) if edition else ():
            found[fact.name, fact.agrees] += 1
            wrong += [] if fact.agrees else [(plan.title, fact.name, fact.registered, fact.written)]

    assert wrong == []
    assert found == {
        ("Slags plan", True): 82,
        ("Period", True): 80,
        ("Antagande", True): 79,
        ("Antagande med ändring", True): 2,
        ("Aktualisering", True): 1,
        ("Remiss", True): 4,
    }
