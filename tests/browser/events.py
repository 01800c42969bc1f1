"""Events for the browser: one with recordings, and one that is cancelled."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document

from events.models import EventHost, EventPage, ProgrammeItem
from organisations.models import Organisation
from tests.factories.pages import EventPageFactory

SAID = "Här talar vi om bokbussens nya linjer och om hur planen märks i budgeten."


def transcript() -> Document:
    """A transcript of three minutes with two speakers."""
    texts = [
        f"{minute:02}:{second:02}.000 --> {minute:02}:{second + 9:02}.000\n<v {who}>{SAID}"
        for minute, who in enumerate(["Moderator", "Bibliotekschef", "Moderator"])
        for second in range(0, 50, 10)
    ]
    content = "\n\n".join(["WEBVTT", *texts])
    return Document.objects.create(title="Utskrift", file=ContentFile(content.encode(), name="utskrift.vtt"))


def publish(title: str, programme: list[ProgrammeItem], **values) -> EventPage:
    hosts = [EventHost(organisation=Organisation.objects.get(code="12"))]
    event = EventPageFactory(title=title, live=False, hosts=hosts, programme=programme, **values)
    event.save_revision().publish()
    return event


def events() -> None:
    """A webcast with an uploaded and an external video, and a cancelled future event."""
    film = Document.objects.create(title="Film", file=ContentFile(b"film", name="film.mp4"))
    recorded = {"captions": "yes", "transcript": transcript()}
    items = [
        ProgrammeItem(
            title="Bokbussen i planen",
            starts=dt.time(9),
            ends=dt.time(9, 40),
            speakers="Bibliotekschef, Exempelköping",
            abstract="Så ritades linjerna om.",
            recording_file=film,
            **recorded,
        ),
        ProgrammeItem(
            title="Planen i budgeten", recording_url="https://youtu.be/abc", recording_length=1500, **recorded
        ),
    ]
    before, after = timezone.now() - dt.timedelta(days=60), timezone.now() + dt.timedelta(days=60)
    publish(
        "Planer som används",
        items,
        kind="webcast",
        state="published_material",
        starts=before,
        ends=before + dt.timedelta(hours=3),
    )
    publish(
        "En dag om planer",
        [],
        kind="whole_day",
        state="cancelled",
        reason="För få kan komma.",
        place="Rådhuset",
        address="Storgatan 1, Exempelköping",
        starts=after,
        ends=after + dt.timedelta(hours=6),
    )
