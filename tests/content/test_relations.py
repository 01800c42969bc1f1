import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from content.relations import related_page_groups
from tests.specimens.models import SpecimenPage, SpecimenRelated

pytestmark = pytest.mark.django_db


def refer(page, *others):
    page.see_also = [SpecimenRelated(related=other) for other in others]
    page.save()
    return page


def test_related_pages_are_grouped_by_type_in_two_queries(make_page, django_assert_num_queries):
    goal = make_page("Mål")
    refer(make_page("Alfa"), goal)
    refer(make_page("Beta"), goal, make_page("Annat"))

    with django_assert_num_queries(2):  # the pages, and what is closed to the reader
        found = [
            (group.title, [page.title for page in group.pages]) for group in related_page_groups(goal, AnonymousUser())
        ]

    assert found == [("Specimen pages", ["Beta", "Alfa"])]


def test_unpublished_pages_are_not_related(make_page):
    goal = make_page("Mål")
    refer(make_page("Alfa"), goal).unpublish()

    assert related_page_groups(goal, AnonymousUser()) == []


def test_related_page_of_another_type_has_an_error_at_its_field(section, make_page):
    row = SpecimenRelated(page=make_page("Alfa"), related=section.page_ptr)

    with pytest.raises(ValidationError) as refused:
        row.clean()

    assert refused.value.message_dict == {"related": ["Välj en sida av det här slaget: specimen page."]}


def test_allowed_types_are_read_at_run_time(make_page, section, settings):
    settings.RELATED_PAGE_TYPES = {"specimens.SpecimenRelated": ["specimens.SpecimenIndexPage"]}

    assert SpecimenRelated(page=make_page("Alfa"), related=section.page_ptr).clean() is None


def test_chooser_offers_only_allowed_types():
    form = SpecimenPage.get_edit_handler().get_form_class()
    chooser = form.formsets["see_also"].form.base_fields["related"].widget

    assert chooser.target_models == [SpecimenPage]
