import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from content.components import Breadcrumb
from content.pages import FollowUp
from tests.specimens.models import SpecimenPage

pytestmark = pytest.mark.django_db


def test_breadcrumbs_begin_at_the_start_page(make_page, rf):
    page = make_page("Alfa")

    way = page.breadcrumbs(rf.get("/")).items

    assert list(way) == [Breadcrumb("Start", "/"), Breadcrumb("Prov", "/prov/"), Breadcrumb("Alfa")]


def test_breadcrumbs_leave_out_unpublished_ancestors(section, make_page, rf):
    page = make_page("Alfa")
    section.unpublish()

    assert [item.title for item in page.breadcrumbs(rf.get("/")).items] == ["Start", "Alfa"]


def test_start_page_has_no_breadcrumbs(client, section):
    assert "breadcrumbs" not in client.get("/").context or client.get("/").context["breadcrumbs"] is None


def test_template_is_named_after_app_and_model():
    assert SpecimenPage.template == "specimens/specimen_page.html"


@pytest.mark.parametrize(("number", "queries"), [(1, 9), (3, 9)])
def test_content_page_query_count_is_constant(client, make_page, django_assert_num_queries, number, queries):
    body = [("heading", {"text": "Rubrik", "level": "2"}), ("text", "<p>Ett stycke.</p>")] * number
    make_page("Alfa", body=body)
    client.get("/prov/alfa/")

    with django_assert_num_queries(queries):
        answer = client.get("/prov/alfa/")

    assert answer.text.count("Ett stycke.") == number


@pytest.mark.parametrize("value", ["", "annat"])
def test_follow_up_is_required(make_page, value):
    page = make_page("Alfa")
    page.follow_up = value

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert list(refused.value.error_dict) == ["follow_up"]


def test_follow_up_both_matches_either_filter_value():
    assert (FollowUp.BOTH.filter_values, FollowUp.USE.filter_values) == (("utformas", "anvands"), ("anvands",))


@pytest.mark.parametrize("path", ["/prov/alfa/finns-inte/", "/prov/finns-inte/", "/finns-inte/"])
def test_path_without_a_page_gives_404(client, make_page, path):
    make_page("Alfa")

    assert client.get(path).status_code == 404


def test_unpublished_page_gives_404(client, make_page):
    make_page("Alfa").unpublish()

    assert client.get("/prov/alfa/").status_code == 404


def test_page_below_a_restricted_page_is_restricted(client, section, make_page):
    make_page("Alfa")
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/prov/alfa/").status_code == 302
