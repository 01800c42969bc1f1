"""Each public page takes at most nine queries of the site's database, as many for three plans as for one."""

import pytest
from django.core.management import call_command

from search.indexing import rebuild

pytestmark = pytest.mark.django_db
PLAN = "/planer/0399-alby/plan-2024-kommun-1/"
QUERIES = {
    "/planer/": 4,
    "/planer/utan-text/": 1,
    "/planer/0399-alby/": 6,
    PLAN: 8,
    f"{PLAN}1/": 7,
    f"{PLAN}1/sida/1/": 6,
    f"{PLAN}1/sida/1/?q=biblioteket": 7,  # and the names of organisations, which are no misspelt words
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), QUERIES.items())
def test_pages_take_as_many_queries_for_three_plans_as_for_one(
    client, alby, collect, django_assert_num_queries, path, queries, count
):
    for index in range(count):
        collect(alby, 2024 - 4 * index, 2027 - 4 * index)
    rebuild()
    client.get(path)  # fills the caches of site and settings

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_unreadable_list_takes_as_many_queries_for_three_as_for_one(
    client, alby, collect, django_assert_num_queries, count
):
    for index in range(count):
        collect(alby, 2024 - 4 * index, 2027 - 4 * index, state="damaged")
    client.get("/planer/utan-text/")

    with django_assert_num_queries(2):
        assert client.get("/planer/utan-text/").text.count('class="row"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_takes_as_many_queries_for_three_plans_as_for_one(
    client, alby, collect, django_assert_num_queries, count
):
    call_command("setup_site", verbosity=0)
    for index in range(count):
        collect(alby, 2024 - 4 * index, 2027 - 4 * index)
    client.get("/")

    with django_assert_num_queries(15):  # one of them asks which pages are closed: decision 0011
        assert client.get("/").status_code == 200
