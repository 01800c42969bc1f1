"""Times of a film, written in minutes and seconds."""

import pytest
from django.core.exceptions import ValidationError

from events.film_time import FilmTimeFormField, film_time_text


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("12:30", 750), ("12.30", 750), ("0:05", 5), ("0:00", 0), ("90:00", 5400), ("1:02:30", 3750), ("", None)],
)
def test_minutes_and_seconds_are_stored_as_seconds(written, seconds):
    assert FilmTimeFormField(required=False).clean(written) == seconds


@pytest.mark.parametrize("written", ["750", "12:60", "12 min", "-1:00", "1:2"])
def test_what_names_no_seconds_is_refused(written):
    with pytest.raises(ValidationError) as refusal:
        FilmTimeFormField().clean(written)

    assert refusal.value.messages == ["Skriv minuter och sekunder, till exempel 12:30 eller 1:02:30."]


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (750, "12:30"), (3750, "1:02:30")])
def test_stored_seconds_are_shown_as_they_are_written(seconds, shown):
    assert film_time_text(seconds) == shown
    assert not FilmTimeFormField().has_changed(seconds, shown)
