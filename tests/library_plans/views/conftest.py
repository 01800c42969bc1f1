"""Plans to look at, in an index of their own."""

import datetime as dt

import pytest

from library_plans.choices import DecisionKind
from organisations.models import Organisation
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    PassageFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.organisations import OrganisationFactory


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path


@pytest.fixture
def alby(db) -> Organisation:
    return OrganisationFactory(code="0399", name="Alby")


@pytest.fixture
def collect(db):
    """Makes an adopted plan with one edition: `collect(owner, 2024, 2027, pages=["text of page 1", …])`."""

    def make(owner, first, last, *, pages=("Biblioteket är till för alla.",), owners=(), **edition):
        plan = PlanFactory(
            title=f"Biblioteksplan {first}–{last}",
            starts=dt.date(first, 1, 1),
            ends=dt.date(last, 12, 31),
            adopted_date_unknown=False,
        )
        for position, (who, role) in enumerate([(owner, "kommun"), *owners], start=1):
            PlanOwnerFactory(
                plan=plan, organisation=who, role=role, position=position, slug=f"plan-{first}-{role}-{position}"
            )
        DecisionFactory(plan=plan, kind=DecisionKind.ADOPTION, decided_on=dt.date(first - 1, 11, 20), dnr="KS 1/23")
        made = EditionFactory(plan=plan, page_count=len(pages), source_url="https://alby.example/plan", **edition)
        for number, text in enumerate(pages, start=1):
            EditionPageFactory(edition=made, number=number, label=str(number + 2))
            PassageFactory(
                edition=made,
                page_number=number,
                position=number,
                text=text,
                heading_path=["Mål", "Barn"],
                boxes=[[0, len(text.split()[0]), 50.0, 60.0, 90.0, 72.0]],
            )
        return made

    return make
