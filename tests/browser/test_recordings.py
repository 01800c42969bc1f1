"""A recording without scripts: the film is asked for by parts, and times and hits lead to their places."""

import pytest

from tests.browser.events import SAID

pytestmark = pytest.mark.needs("chromium")

RECORDING = "/traffpunkt/planer-som-anvands/bokbussen-i-planen/"


def test_video_is_fetched_by_range_requests(open_page):
    page = open_page("/traffpunkt/", javascript=False)

    with page.expect_response(lambda answer: answer.url.endswith("/film.mp4")) as film:
        page.goto(RECORDING)

    assert (film.value.status, film.value.headers["content-range"]) == (206, "bytes 0-3/4")


def test_transcript_time_links_to_its_time_in_the_video(open_page):
    page = open_page(RECORDING, javascript=False)

    page.get_by_role("link", name="Spela upp från 1:00").click()

    assert page.url.endswith(f"{RECORDING}?t=60#film")
    assert page.locator("video source").get_attribute("src").endswith("/film.mp4#t=60")


def test_search_hit_links_to_its_time_in_the_transcript(open_page):
    page = open_page("/sok/?source=traffpunkt&q=bibliotekschef", javascript=False)

    page.get_by_role("link", name="1:00 Bibliotekschef").first.click()

    assert page.url.endswith("/#t=60")
    assert page.locator(":target .transcript__time").text_content() == "Spela upp från 1:00"


def test_linked_data_and_calendar_are_linked_and_not_executed(open_page):
    page = open_page("/traffpunkt/planer-som-anvands/")

    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert page.locator('link[rel="alternate"][type="text/calendar"]').get_attribute("href") == (
        "/traffpunkt/planer-som-anvands.ics"
    )


def test_captions_of_the_video_are_shown(open_page):
    page = open_page(RECORDING)

    page.evaluate("document.querySelector('track').track.mode = 'showing'")
    page.wait_for_function("document.querySelector('track').readyState === 2")
    cues = page.evaluate("[...document.querySelector('track').track.cues].map(cue => cue.getCueAsHTML().textContent)")

    assert cues == [SAID] * 15
