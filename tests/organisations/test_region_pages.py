"""Creation of the region pages."""

import pytest

from home.bootstrap import set_up_site
from organisations.models import Organisation, OrganisationPage, RegionIndexPage
from organisations.region_pages import make_region_pages
from tests.factories.organisations import RegionFactory

pytestmark = pytest.mark.django_db


def addresses():
    return [page.url for page in OrganisationPage.objects.order_by("path")]


def test_21_pages_are_created_in_kb_order(organisations):
    set_up_site()

    found = addresses()
    assert (len(found), found[:2], found[7:9]) == (
        21,
        ["/regioner/01-region-stockholm/", "/regioner/03-region-uppsala/"],
        ["/regioner/09-gotland/", "/regioner/10-region-blekinge/"],
    )


def test_second_run_creates_nothing_with_few_queries(organisations, django_assert_num_queries):
    set_up_site()

    with django_assert_num_queries(2):
        assert make_region_pages() is False


def test_missing_page_is_added_and_renamed_region_keeps_its_page(organisations):
    set_up_site()
    OrganisationPage.objects.get(organisation__code="03").delete()
    renamed = Organisation.objects.get(code="04")
    renamed.name = renamed.display_name = "Region Mälarlandet"
    renamed.save()

    assert make_region_pages() is True

    assert len(addresses()) == 21
    assert "/regioner/04-region-sormland/" in addresses()


def test_without_regions_only_the_index_page_exists(empty_site):
    assert (RegionIndexPage.objects.get().url, OrganisationPage.objects.count()) == ("/regioner/", 0)


def test_region_added_later_gets_a_page(empty_site):
    RegionFactory()

    assert set_up_site() is True
    assert addresses() == ["/regioner/03-region-uppsala/"]
