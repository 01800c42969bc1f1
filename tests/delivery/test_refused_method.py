"""A method that a view does not take: a page that says so, JSON on the API, and the admin's own answer."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/planer/", "/sok/", "/teman/", "/robots.txt"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_page_says_so(client, empty_site, path, method):
    answer = getattr(client, method)(path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert ("<h1>Hit går det inte att skicka något</h1>" in answer.text, '<html lang="sv"' in answer.text) == (
        True,
        True,
    )


@pytest.mark.parametrize("path", ["plans", "search", "organisations"])
def test_the_api_says_so_in_json(client, empty_site, path):
    answer = client.post(f"/api/v1/{path}")

    assert (answer.status_code, set(answer["Allow"].split(", "))) == (405, {"GET", "HEAD"})
    assert answer.json() == {"detail": "Metoden är inte tillåten; se Allow."}


@pytest.mark.parametrize("path", ["/api/v1/", "/api/v2/plans", "/api/v1/finns-inte"])
def test_an_unknown_address_of_the_api_is_told_in_json(client, empty_site, path):
    answer = client.get(path, follow=True)  # to the address with a slash at its end

    assert (answer.status_code, answer.json()) == (404, {"detail": "Det finns inget på den här adressen."})


def test_the_admin_answers_its_scripts_itself(admin_client, empty_site):
    answer = admin_client.put("/admin/images/multiple/add/")

    assert (answer.status_code, answer.content) == (405, b"")
