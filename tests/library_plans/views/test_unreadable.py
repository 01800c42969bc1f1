"""The documents without text that can be searched, fifty a page."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
URL = "/planer/utan-text/"


@pytest.fixture
def damaged(alby, collect):
    for year in range(1900, 1953):
        collect(alby, year, year + 3, state="damaged")


def test_the_second_page_has_the_rest(client, damaged):
    first, second = (client.get(f"{URL}?page={number}").text for number in (1, 2))

    assert (first.count('class="row"'), second.count('class="row"')) == (50, 3)
    assert [sum(f"{year}–{year + 3}" in page for year in range(1900, 1953)) for page in (first, second)] == [50, 3]
    assert "?page=2" in first


@pytest.mark.parametrize("page", ["2", "3", "0", "-1", "abc", "999999999999999999999"])
def test_a_page_that_does_not_exist_is_not_found(client, alby, collect, page):
    collect(alby, 2024, 2027, state="damaged")

    assert client.get(f"{URL}?page=1").status_code == 200
    assert client.get(f"{URL}?page={page}").status_code == 404


def test_an_empty_list_says_so(client, db):
    assert "alla insamlade dokument är sökbara" in " ".join(client.get(URL).text.split())
