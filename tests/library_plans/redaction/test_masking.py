import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from extraction.types import Extraction, PassageKind, ReadPage, ReadPassage, TextState, WordBox
from library_plans import tasks
from library_plans.importer.pipeline import read_edition
from library_plans.importer.store import store_extraction
from library_plans.models import Edition, Redaction
from library_plans.redaction.masking import PLACEHOLDER
from library_plans.search_source import PlanSource
from search.indexing import rebuild
from tests.extraction.hostile import HTML_PAGE
from tests.factories.library_plans import EditionFactory, EditionPageFactory, PassageFactory

pytestmark = pytest.mark.django_db
SECRET = "Namn Namnsson"


@pytest.fixture
def user():
    return User.objects.create_user("kb@example.org", password="x")


def redact(edition, user, page=None, words="", **values):
    row = Redaction.objects.create(
        edition=edition, page_number=page, words=words, reason="Namn", legal_ground="GDPR", decided_by=user, **values
    )
    row.refresh_from_db()
    return row


def texts(edition):
    return list(edition.passages.order_by("position").values_list("text", flat=True))


def test_words_are_masked_and_their_boxes_dropped(user):
    passage = PassageFactory(
        text="Skriv till Namn  Namnsson i dag.",
        boxes=[
            [0, 5, 1, 1, 2, 2],
            [6, 10, 2, 1, 3, 2],
            [11, 15, 3, 1, 4, 2],
            [17, 25, 4, 1, 5, 2],
            [26, 27, 5, 1, 6, 2],
        ],
    )

    row = redact(passage.edition, user, 1, SECRET.lower())

    passage.refresh_from_db()
    assert (passage.text, row.not_found) == (f"Skriv till {PLACEHOLDER} i dag.", False)
    assert [passage.text[box[0] : box[1]] for box in passage.boxes] == ["Skriv", "till", "i"]


def test_only_the_named_page_is_touched(user):
    first = PassageFactory(text=SECRET, position=1)
    PassageFactory(edition=first.edition, page_number=2, position=2, text=SECRET)

    redact(first.edition, user, 1, SECRET)

    assert texts(first.edition) == [PLACEHOLDER, SECRET]


def test_words_in_a_heading_go_from_the_headings_of_other_pages_too(user):
    heading = PassageFactory(text=f"Om {SECRET}", kind=PassageKind.HEADING, position=1)
    later = PassageFactory(edition=heading.edition, page_number=2, position=2, heading_path=[f"Om {SECRET}", "Mål"])

    redact(heading.edition, user, 1, SECRET)

    later.refresh_from_db()
    assert later.heading_path == [f"Om {PLACEHOLDER}", "Mål"]


def test_words_that_are_not_found_redact_the_page(user):
    passage = PassageFactory(text="Annan text", position=1)
    PassageFactory(edition=passage.edition, page_number=2, position=2, text="Kvar")

    row = redact(passage.edition, user, 1, SECRET)

    assert (row.not_found, texts(passage.edition)) == (True, ["Kvar"])


def test_a_page_takes_its_headings_with_it(user):
    heading = PassageFactory(text="Personer", kind=PassageKind.HEADING, position=1)
    later = PassageFactory(edition=heading.edition, page_number=2, position=2, heading_path=["Personer"])

    redact(heading.edition, user, 1)

    later.refresh_from_db()
    assert (texts(heading.edition), later.heading_path) == ([later.text], [PLACEHOLDER])


def test_a_whole_edition_has_no_text_left_and_leaves_the_index(user):
    passage = PassageFactory(text=SECRET)
    source = PlanSource()
    assert source.keys() == {str(passage.edition_id)}

    redact(passage.edition, user)

    assert (texts(passage.edition), source.keys(), list(source.records())) == ([], set(), [])


EXTRACTION = Extraction(
    state=TextState.TEXT,
    reasons=(),
    reader_version=1,
    pages=(ReadPage(1, TextState.TEXT),),
    passages=(
        ReadPassage(1, PassageKind.PARAGRAPH, f"Fråga {SECRET}.", boxes=(WordBox(6, 10, 0, 0, 1, 1),)),
        ReadPassage(1, PassageKind.PARAGRAPH, "Övrigt."),
    ),
)


def test_redactions_are_applied_again_when_the_file_is_read_again(user):
    edition = EditionFactory()
    store_extraction(edition.pk, EXTRACTION)
    redact(edition, user, 1, SECRET)

    store_extraction(edition.pk, EXTRACTION)

    assert texts(edition) == [f"Fråga {PLACEHOLDER}.", "Övrigt."]


def test_two_rows_on_a_page_do_not_disturb_each_other(user):
    edition = EditionFactory()
    store_extraction(edition.pk, EXTRACTION)

    rows = [redact(edition, user, 1, SECRET), redact(edition, user, 1, "Övrigt")]

    assert (texts(edition), [row.not_found for row in rows]) == (
        [f"Fråga {PLACEHOLDER}.", f"{PLACEHOLDER}."],
        [False, False],
    )


def test_a_row_that_was_made_before_the_file_was_read_holds(user):
    edition = EditionFactory(state=TextState.PENDING)
    row = redact(edition, user, 1, SECRET)

    store_extraction(edition.pk, EXTRACTION)

    row.refresh_from_db()
    assert (texts(edition), row.not_found) == ([f"Fråga {PLACEHOLDER}.", "Övrigt."], False)


@pytest.mark.parametrize(("days", "expected"), [(-1, f"Fråga {SECRET}."), (0, f"Fråga {PLACEHOLDER}.")])
def test_the_last_day_is_included(user, days, expected):
    edition = EditionFactory()
    redact(edition, user, 1, SECRET, until=timezone.localdate() + dt.timedelta(days=days))

    store_extraction(edition.pk, EXTRACTION)

    assert texts(edition)[0] == expected


def test_ending_a_redaction_reads_the_file_again(user, django_capture_on_commit_callbacks):
    edition = EditionFactory(content=b"not a file that can be read")
    PassageFactory(edition=edition, text=SECRET)
    row = redact(edition, user, 1, SECRET)

    row.until = timezone.localdate() - dt.timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        row.save()

    assert Redaction.objects.filter(pk=row.pk).exists()
    assert Edition.objects.get(pk=edition.pk).state == TextState.UNSUPPORTED


def test_the_text_comes_back_on_the_day_after_the_last(
    user, settings, time_machine, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    time_machine.move_to(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))
    edition = EditionFactory(content=HTML_PAGE, media_type="text/html")
    read_edition(edition.pk)
    before = texts(edition)
    page = edition.passages.get(text__contains="Bokstart").page_number
    with django_capture_on_commit_callbacks(execute=True):
        redact(edition, user, page, "Bokstart", until=dt.date(2026, 11, 30))
    masked = texts(edition)
    (waiting,) = DBTaskResult.objects.filter(task_path="library_plans.tasks.read_edition_file")

    time_machine.move_to(waiting.run_after)
    tasks.read_edition_file.call(*waiting.args_kwargs["args"])

    assert waiting.run_after == dt.datetime(2026, 12, 1, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert masked == [text.replace("Bokstart", PLACEHOLDER) for text in before]
    assert texts(edition) == before


@pytest.mark.parametrize(
    ("page", "words"),
    [(1, SECRET), (1, ""), (1, "ord som inte står där"), (None, "")],
    ids=["words", "page", "lost", "all"],
)
def test_no_output_shows_what_is_redacted(client, fresh_index, user, page, words, django_capture_on_commit_callbacks):
    passage = PassageFactory(text=f"Bokbussen körs av {SECRET} på tisdagar.")
    edition = passage.edition
    EditionPageFactory(edition=edition)
    rebuild()
    plan = edition.plan.get_absolute_url()
    outputs = [
        "/sok/?q=bokbussen",
        "/sok/?q=Namnsson",
        "/sok/?q=Namnsson&format=csv",
        "/sok/forslag/?q=Namns",
        "/api/v1/search?q=bokbussen",
        "/api/v1/search?q=Namnsson",
        "/api/v1/plans",
        plan,
        f"{plan}1/",
        f"{plan}1/sida/1/",
        f"{plan}1/sida/1/?q=Namnsson",
        f"{plan}1/sida/1/bild.png",
        f"{plan}1/fil/",
        "/planer/",
    ]
    assert SECRET in read(client, f"{plan}1/sida/1/")
    assert "<mark>Namnsson</mark>" in read(client, "/sok/?q=Namnsson")

    with django_capture_on_commit_callbacks(execute=True):
        redact(edition, user, page, words)

    assert [address for address in outputs if SECRET in read(client, address)] == []
    assert [address for address in outputs if "<mark>Namnsson" in read(client, address)] == []
    assert client.get(f"{plan}1/fil/").status_code in (403, 404, 410, 451)
    assert client.get(f"{plan}1/sida/1/bild.png").status_code in (403, 404, 410, 451)


def read(client, address):
    response = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")
