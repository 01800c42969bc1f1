"""A separate index for each test, and plans to index."""

import datetime as dt

import pytest

from library_plans.choices import DecisionKind
from library_plans.status_periods.sync import batched_updates
from search.indexing import rebuild, refresh
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    EditionPageFactory,
    OwnedPlanFactory,
    PassageFactory,
)
from tests.factories.organisations import OrganisationFactory

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path, request):
    if "db" in request.fixturenames or "collection" in request.fixturenames:
        settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
        settings.SEARCH_QUEUE_DIR = tmp_path


@batched_updates()
def collect(name: str, *pages: str, code: str = "0301", first: int = 2024, last: int = 2027, **plan):
    """A plan for some years, adopted the autumn before, with one edition whose pages hold one paragraph each."""
    from organisations.models import Organisation

    owner = Organisation.objects.filter(code=code).first() or OrganisationFactory(code=code, name=name, slug=f"o{code}")
    made = OwnedPlanFactory(
        title=f"Biblioteksplan för {name} {first}–{last}",
        starts=dt.date(first, 1, 1),
        ends=dt.date(last, 12, 31),
        owner__organisation=owner,
        owner__slug=f"biblioteksplan-{first}",
        **plan,
    )
    DecisionFactory(plan=made, kind=DecisionKind.ADOPTION, decided_on=dt.date(first - 1, 10, 1))
    edition = EditionFactory(plan=made, page_count=len(pages))
    for number, text in enumerate(pages, start=1):
        EditionPageFactory(edition=edition, number=number)
        PassageFactory(edition=edition, page_number=number, position=number, text=text)
    return edition


@pytest.fixture
def collection(db):
    """Three owners with a plan each; the first has an older one too."""
    analysed = "Biblioteket arbetar läsfrämjande för små barn."
    with batched_updates():
        editions = {
            "alby": collect("Alby", analysed, "Bokbussen kör till skolan.", analysed, analysed, analysed, code="0301"),
            "alby-old": collect("Alby", "Läsfrämjande insatser i skolan.", code="0301", first=2020, last=2023),
            "berga": collect("Berga", "Den läsfrämjande verksamheten växer.", code="0302", is_example=True),
            "dalby": collect("Dalby", "Bokbussen möter byn.", code="0303", first=2019, last=2022),
        }
    rebuild()
    return editions


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """`refresh` with the callbacks of its commit executed."""
    return lambda source, keys: run_after_commit(django_capture_on_commit_callbacks, source, keys)


def run_after_commit(capture, source, keys):
    with capture(execute=True):
        refresh(source, keys)
