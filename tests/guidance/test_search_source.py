"""Guidance in the search."""

import re


def test_hit_in_a_step_links_to_the_step(client, publish):
    publish(steps=[("Börja", [("text", "<p>En nulägesbild först.</p>")]), ("Sluta", [])])

    found = client.get("/api/v1/search?q=nulägesbilden&source=vagledning").json()

    assert [hit["url"] for hit in found["hits"]] == ["http://testserver/vagledning/skriva-en-plan/borja/#text"]


def test_tab_counts_pages(client, publish):
    publish(steps=[("Börja", [("text", "<p>Nulägesbild.</p>")]), ("Sluta", [("text", "<p>Nulägesbild.</p>")])])

    html = client.get("/sok/?q=nulägesbild").text

    assert re.search(r"source=vagledning[^>]*>\s*Vägledning\s*<span[^>]*>\s*2\s*<", html)


def test_hit_in_limitations_links_to_their_section(client, publish):
    publish(limitations="Inte för skolbibliotek.")

    found = client.get("/api/v1/search?q=skolbibliotek&source=vagledning").json()

    assert [hit["url"] for hit in found["hits"]] == ["http://testserver/vagledning/skriva-en-plan/#avgransningar"]
