"""The regions' part of the tree: one page each, at addresses that hold."""

import pytest

from home.bootstrap import set_up_site
from organisations.models import Organisation, OrganisationPage, RegionIndexPage
from organisations.region_pages import make_region_pages
from tests.factories.organisations import RegionFactory

pytestmark = pytest.mark.django_db


def addresses():
    return [page.url for page in OrganisationPage.objects.order_by("path")]


def test_there_are_21_in_the_order_of_kb_and_gotland_is_one_of_them(organisations):
    set_up_site()

    found = addresses()
    assert (len(found), found[:2], found[7:9]) == (
        21,
        ["/regioner/01-region-stockholm/", "/regioner/03-region-uppsala/"],
        ["/regioner/09-gotland/", "/regioner/10-region-blekinge/"],
    )


def test_a_second_run_makes_nothing_and_asks_little(organisations, django_assert_num_queries):
    set_up_site()

    with django_assert_num_queries(2):
        assert make_region_pages() is False


def test_a_missing_one_is_added_and_a_renamed_one_keeps_its_page(organisations):
    set_up_site()
    OrganisationPage.objects.get(organisation__code="03").delete()
    renamed = Organisation.objects.get(code="04")
    renamed.name = renamed.display_name = "Region Mälarlandet"
    renamed.save()

    assert make_region_pages() is True

    assert len(addresses()) == 21
    assert "/regioner/04-region-sormland/" in addresses()


def test_without_regions_there_is_the_section_alone(empty_site):
    assert (RegionIndexPage.objects.get().url, OrganisationPage.objects.count()) == ("/regioner/", 0)


def test_a_region_that_comes_later_gets_its_page(empty_site):
    RegionFactory()

    assert set_up_site() is True
    assert addresses() == ["/regioner/03-region-uppsala/"]
