"""Every file of captions that is accepted is shown by the browser, with the same texts at the same times."""

import re
from itertools import groupby
from urllib.parse import unquote, urlsplit

import pytest

from content.captions.reader import read_captions
from content.captions.webvtt import MEDIA_TYPE, render_webvtt
from tests.content.captions.specimens import FILES

pytestmark = pytest.mark.needs("chromium")

HOST = "http://captions.example"
CUES = """async (names) => {
    const shown = [];
    for (const name of names) {
        const track = document.createElement("track");
        track.src = `/${encodeURIComponent(name)}.vtt`;
        const loaded = new Promise((done, fail) => {
            track.addEventListener("load", done);
            track.addEventListener("error", () => fail(new Error(name)));
        });
        document.querySelector("video").append(track);
        track.track.mode = "hidden";
        await loaded;
        shown.push([...track.track.cues].map((cue) => [
            Math.round(cue.startTime * 1000), Math.round(cue.endTime * 1000), cue.getCueAsHTML().textContent,
        ]));
        track.remove();
    }
    return shown;
}"""


def captions_by_time(cues):
    """What is read, as the browser has it: voices at the same times in one text, a line for each."""
    groups = groupby(cues, key=lambda cue: (cue.start, cue.end))
    return [[*times, "\n".join(cue.text for cue in said)] for times, said in groups]


def test_browser_shows_what_is_read(browser):
    page = browser.new_page()
    files = {name: render_webvtt(read_captions(data)) for name, (data, _cues) in FILES.items()}
    page.route(f"{HOST}/", lambda route: route.fulfill(content_type="text/html", body="<video></video>"))
    page.route(
        re.compile(r"\.vtt$"),
        lambda route: route.fulfill(content_type=MEDIA_TYPE, body=files[name_of(route.request.url)]),
    )
    page.goto(f"{HOST}/")

    shown = page.evaluate(CUES, list(files))

    page.close()
    assert dict(zip(files, shown, strict=True)) == {
        name: captions_by_time(cues) for name, (_data, cues) in FILES.items()
    }


def name_of(url):
    return unquote(urlsplit(url).path).removeprefix("/").removesuffix(".vtt")
