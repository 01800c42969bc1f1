"""Pages, events and plans belong to organisations in one way."""

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone

from events.models import EventHost
from home.bootstrap import set_up_site
from library_plans.models import Plan
from organisations.models import OrganisationPage
from organisations.ownership import OrganisationOwnedPage
from tests.factories.library_plans import PlanFactory, PlanOwnerFactory
from tests.factories.organisations import OrganisationFactory, RegionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("prepared_site")]
PAGE_TYPES = ["events.EventPage", "reports.ReportPage", "dialogue.ExperiencePage", "dialogue.ProposalPage"]
VALUES = {
    "events.EventPage": lambda: {"starts": timezone.now(), "ends": timezone.now(), "follow_up": "bada"},
    "reports.ReportPage": lambda: {"level": "regional", "year": 2025, "follow_up": "bada"},
    "dialogue.ExperiencePage": lambda: {"follow_up": "bada"},
    "dialogue.ProposalPage": lambda: {"follow_up": "bada", "subject": "vagledning"},
}


@pytest.fixture
def region(settings, tmp_path):
    settings.SEARCH_URL = f"sqlite:///{tmp_path / 'index.sqlite3'}"
    settings.SEARCH_QUEUE_DIR = tmp_path
    region = RegionFactory()
    set_up_site()
    return region


@pytest.fixture
def municipality(region):
    return OrganisationFactory(code="9180", name="Alby", display_name="Alby kommun", county_code="99")


def make_page(label, title, *organisations):
    model = apps.get_model(label)
    page = model(title=title, summary="S.", **VALUES[label]())
    rows = getattr(page, model.organisation_relation)
    rows.add(*(rows.model(organisation=each, sort_order=number) for number, each in enumerate(organisations)))
    return OrganisationPage.objects.get().add_child(instance=page)


def make_plan(title, *organisations):
    plan = PlanFactory(title=title)
    for position, organisation in enumerate(organisations, start=1):
        PlanOwnerFactory(plan=plan, organisation=organisation, position=position)
    return plan


def make(label, title, *organisations):
    return make_plan(title, *organisations) if label == "plan" else make_page(label, title, *organisations)


def model_of(label):
    return Plan if label == "plan" else apps.get_model(label)


def titles(found):
    return sorted(one.title for one in found)


@pytest.mark.parametrize("label", ["plan", *PAGE_TYPES])
def test_owned_by_and_in_county_give_own_and_joint_ones_once(label, region, municipality):
    make(label, "Regionens", region)
    make(label, "Kommunens", municipality)
    make(label, "Gemensam", region, municipality)
    found = model_of(label).objects

    assert titles(found.owned_by(region)) == ["Gemensam", "Regionens"]
    assert titles(found.owned_by(municipality.pk)) == ["Gemensam", "Kommunens"]
    assert titles(found.in_county("03")) == ["Gemensam", "Regionens"]
    assert titles(found.in_county("99")) == ["Gemensam", "Kommunens"]
    assert titles(found.in_county("01")) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("label", ["plan", *PAGE_TYPES])
def test_prefetch_organisations_asks_two_queries(label, count, region, municipality, django_assert_num_queries):
    for number in range(count):
        make(label, f"Nr {number}", region, municipality)

    with django_assert_num_queries(2):
        found = list(model_of(label).objects.prefetch_organisations())
        assert [one.organisation_names for one in found] == ["Region Uppsala, Alby kommun"] * count
        assert [one.organisation_counties for one in found] == [{"03", "99"}] * count


@pytest.mark.parametrize("label", PAGE_TYPES)
def test_page_asks_one_query_for_its_organisations(label, region, municipality, django_assert_num_queries):
    make_page(label, "Gemensam", region, municipality)
    page = apps.get_model(label).objects.get()

    with django_assert_num_queries(1):
        assert page.organisation_names == "Region Uppsala, Alby kommun"
    assert page.searchable_names()[1:4] == ["Region Uppsala", "Alby", "Alby kommun"]


def test_event_is_found_by_the_names_of_its_hosts(region):
    region.aliases = ["Uppsalaregionen"]
    region.save()
    page = make_page("events.EventPage", "Träff", region)

    assert page.searchable_names() == ["Träff", "Region Uppsala", "Uppsalaregionen", "Webbsändning"]
    assert EventHost.objects.get().organisation == region


def test_every_type_below_a_region_belongs_to_organisations():
    types = [apps.get_model(label) for label in settings.ORGANISATION_PAGE_TYPES]

    assert [issubclass(model, OrganisationOwnedPage) for model in types] == [True, True, True]
