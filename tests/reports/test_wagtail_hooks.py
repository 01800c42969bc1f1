"""The list of reports in the admin, and the permission to spread them."""

import re

import pytest


def cells(html):
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html.partition("<tbody")[2], re.S)
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.S)]
        for row in rows
    ]


def test_list_shows_year_level_organisation_and_spread(editor, publish):
    publish(nationally_spread=True, spread_reason="Gäller alla.", spread_on="2026-03-03")

    [row] = cells(editor.get("/admin/rapporter/results/").text)

    assert row[2:6] == ["2025", "regional rapport", "Region Uppsala", "2026-03-03"]


@pytest.mark.parametrize(("query", "count"), [("?level=regional", 1), ("?level=lokal", 0), ("?year=2025", 1)])
def test_list_is_filtered(editor, publish, query, count):
    publish()

    assert len(cells(editor.get(f"/admin/rapporter/results/{query}").text)) == count


def test_query_count_of_list_is_constant(editor, publish, django_assert_max_num_queries):
    publish()
    editor.get("/admin/rapporter/")
    with django_assert_max_num_queries(100) as one:
        editor.get("/admin/rapporter/")
    publish("Två")
    publish("Tre")

    with django_assert_max_num_queries(len(one) + 2):
        editor.get("/admin/rapporter/")


def test_permission_to_spread_is_in_the_form_of_groups(client, django_user_model, section):
    client.force_login(django_user_model.objects.create_superuser("rot@example.org", password="x"))

    assert "Kan besluta att en rapport sprids nationellt" in client.get("/admin/groups/new/").text
