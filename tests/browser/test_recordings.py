"""A recording without scripts: the film is asked for by parts, and times and hits lead to their places."""

import pytest

pytestmark = pytest.mark.needs("chromium")

RECORDING = "/traffpunkt/planer-som-anvands/bokbussen-i-planen/"


def test_the_film_is_fetched_by_parts(open_page):
    page = open_page("/traffpunkt/", javascript=False)

    with page.expect_response(lambda answer: answer.url.endswith("/film.mp4")) as film:
        page.goto(RECORDING)

    assert (film.value.status, film.value.headers["content-range"]) == (206, "bytes 0-3/4")


def test_a_time_leads_to_its_place_in_the_film(open_page):
    page = open_page(RECORDING, javascript=False)

    page.get_by_role("link", name="Spela upp från 1:00").click()

    assert page.url.endswith(f"{RECORDING}?t=60#film")
    assert page.locator("video source").get_attribute("src").endswith("/film.mp4#t=60")


def test_a_hit_of_the_search_leads_to_the_minute(open_page):
    page = open_page("/sok/?source=traffpunkt&q=bibliotekschef", javascript=False)

    page.get_by_role("link", name="1:00 Bibliotekschef").first.click()

    assert page.url.endswith("/#t=60")
    assert page.locator(":target .transcript__time").text_content() == "Spela upp från 1:00"


def test_linked_data_and_calendars_are_named_and_not_run(open_page):
    page = open_page("/traffpunkt/planer-som-anvands/")

    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert page.locator('link[rel="alternate"][type="text/calendar"]').get_attribute("href") == (
        "/traffpunkt/planer-som-anvands.ics"
    )
