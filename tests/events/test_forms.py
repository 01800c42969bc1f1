"""The admin form of events: publishing, validation and preview."""

from datetime import date

import pytest
from wagtail.test.utils.form_data import inline_formset

from events.models import EventIndexPage, EventPage
from organisations.models import OrganisationPage
from tests.events.event_form import FILM_URL, add, errors, form_data, programme_data, time_in_days
from tests.factories.library_plans import EditionFactory, OwnedPlanFactory
from tests.factories.pages import ReportPageFactory


def test_event_is_published(editor):
    add(editor)

    html = editor.get("/traffpunkt/varens-traffpunkt/").text
    shown = ["Västra Götalandsregionen", "Planen i bruk", "Bibliotekschef, Exempelköping", "Ta med din plan."]
    assert [text for text in shown if text not in html] == []


def test_event_is_linked_to_plans_and_reports(editor):
    plan = OwnedPlanFactory(title="Planen")
    report = ReportPageFactory()

    add(
        editor,
        plans=inline_formset([{"plan": plan.pk, "edition": ""}]),
        related_pages=inline_formset([{"related": report.pk}]),
    )

    html = editor.get("/traffpunkt/varens-traffpunkt/").text
    assert (": Planen</a>" in html, ">Läget</a>" in html) == (True, True)
    assert ">Vårens träffpunkt</a>" in editor.get(report.url).text


def test_gathering_is_created_below_its_region(editor, publish):
    event, region = publish(), OrganisationPage.objects.get(organisation__region_code="14")

    add(editor, region, kind="gathering", follows=event.pk)

    gathering = EventPage.objects.get(kind="gathering")
    assert (gathering.get_parent().specific, gathering.follows) == (region, event)
    assert f">{gathering.title}</a>" in editor.get(event.url).text


@pytest.mark.parametrize(("place", "kind"), [("region", "gathering"), ("section", "webcast")])
def test_initial_kind_depends_on_the_parent(editor, place, kind):
    region = OrganisationPage.objects.get(organisation__region_code="14")
    parent = region if place == "region" else EventIndexPage.objects.get()

    form = editor.get(f"/admin/pages/add/events/eventpage/{parent.pk}/").context["form"]

    assert form["kind"].value() == kind


REQUIRED = "Det här fältet är obligatoriskt"
PAST = {"starts": "2020-03-31 9:10", "ends": "2020-03-31 12:00"}


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"follow_up": ""}, "follow_up", REQUIRED),
        ({"summary": ""}, "summary", REQUIRED),
        ({"kind": "fest"}, "kind", "Välj ett giltigt alternativ. fest finns inte bland tillgängliga alternativ."),
        ({"starts": ""}, "starts", REQUIRED),
        ({"starts": "snart"}, "starts", "Skriv dag och tid som 2026-11-26 09:30 eller 26/11 2026 kl. 9.30."),
        ({"ends": PAST["ends"]}, "ends", "Evenemanget måste sluta efter att det börjat."),
        ({"webcast_url": "rum 1"}, "webcast_url", "Skriv en adress som börjar med http:// eller https://."),
        ({"capacity": "0"}, "capacity", "Kontrollera att detta värde är större än eller lika med 1."),
        ({"registration": "external"}, "registration_url", "Skriv adressen där man anmäler sig."),
        (
            {"registration_closes": time_in_days(31).split()[0]},
            "registration_closes",
            "Sista anmälningsdag ligger efter att evenemanget börjat.",
        ),
        ({"state": "cancelled"}, "reason", "Skriv varför det är flyttat eller inställt."),
        ({"state": "moved", "reason": "X"}, "state", "”Flyttad” kan inte komma efter ”inget publikt”."),
        ({"state": "held"}, "state", "Evenemanget är inte slut än."),
        (
            {"state": "published_material", **PAST},
            "state",
            "Ingen programpunkt har inspelning, utskrift eller bilder.",
        ),
        (programme_data(ends="9:00"), "programme-0-ends", "Punkten måste sluta efter att den börjat."),
        (programme_data(title=""), "programme-0-title", REQUIRED),
        (programme_data(starts="tio"), "programme-0-starts", "Skriv tiden som 9.30, 09:30 eller kl 9."),
        (
            programme_data(recording_url=FILM_URL),
            "programme-0-captions",
            "En inspelning behöver undertexter. Kommer de senare: välj ”planerade” och dagen.",
        ),
        (
            programme_data(recording_url=FILM_URL, captions="no"),
            "programme-0-captions",
            "En inspelning behöver undertexter. Kommer de senare: välj ”planerade” och dagen.",
        ),
        (
            programme_data(recording_url=FILM_URL, captions="planned"),
            "programme-0-captions_due",
            "Skriv dagen då undertexterna kommer.",
        ),
        (
            programme_data(recording_length="0:00"),
            "programme-0-recording_length",
            "Kontrollera att detta värde är större än eller lika med 1.",
        ),
        ({"hosts": inline_formset([{"organisation": "", "role": "host"}])}, "hosts-0-organisation", REQUIRED),
    ],
)
def test_invalid_value_is_reported_at_its_field(editor, values, field, message):
    answer = add(editor, **values)

    assert {name: [text.rstrip(".") for text in found] for name, found in errors(answer).items()} == {
        field: [message.rstrip(".")]
    }
    assert not EventPage.objects.exists()


DUE = {"captions": "planned", "captions_due": "2030-01-01"}


@pytest.mark.parametrize(
    ("name", "content", "field", "value", "message"),
    [
        ("film.txt", b"x", "recording_file", DUE, "mp4 eller webm"),
        ("samtal.vtt", b"WEBVTT\n\nIngen tid.", "transcript", {}, "inte undertexter"),
        ("film.mp4", b"x", "recording_url", {"recording_url": FILM_URL, **DUE}, "antingen en egen film"),
        ("film.mp4", b"x", "transcript", {"captions": "yes"}, "dess utskrift med tider"),
    ],
)
def test_invalid_file_is_reported_at_its_field(editor, document, name, content, field, value, message):
    chosen = "transcript" if name.endswith("vtt") else "recording_file"

    found = errors(add(editor, **programme_data(**{chosen: document(name, content).pk}, **value)))

    assert list(found) == [f"programme-0-{field}"]
    assert message in found[f"programme-0-{field}"][0]


def test_recording_is_published_with_a_date_for_its_captions(editor, document):
    add(editor, **PAST, state="published_material", **programme_data(recording_url=FILM_URL, **DUE))
    [item] = EventPage.objects.get().programme.all()

    assert (item.captions, item.captions_due) == ("planned", date(2030, 1, 1))


def test_only_gatherings_follow_another_event(editor, publish):
    event, region = publish(), OrganisationPage.objects.get(organisation__region_code="14")

    def error_fields(parent=None, **values):
        return list(errors(add(editor, parent, **values)))

    assert error_fields(kind="gathering", follows=event.pk) == ["kind"]
    assert error_fields(region, kind="gathering") == ["follows"]
    assert error_fields(region) == ["kind"]
    assert error_fields(follows=event.pk) == ["follows"]
    EventPage.objects.update(kind="gathering")
    assert error_fields(region, kind="gathering", follows=event.pk) == ["follows"]


def test_edition_of_another_plan_is_reported_at_its_field(editor):
    row = {"plan": OwnedPlanFactory().pk, "edition": EditionFactory().pk}

    found = errors(add(editor, plans=inline_formset([row])))

    assert found == {"plans-0-edition": ["Utgåvan hör till en annan plan."]}


def test_incomplete_draft_is_saved(editor):
    draft = form_data(summary="", state="cancelled", hosts=inline_formset([]), **programme_data(recording_url=FILM_URL))
    del draft["action-publish"]

    editor.post(f"/admin/pages/add/events/eventpage/{EventIndexPage.objects.get().pk}/", draft)

    assert EventPage.objects.get().live is False


def test_preview_shows_unsaved_rows(editor, document):
    plan = OwnedPlanFactory(title="Planen")
    address = f"/admin/pages/add/events/eventpage/{EventIndexPage.objects.get().pk}/preview/"
    row = {"plan": plan.pk, "edition": ""}

    editor.post(address, form_data(plans=inline_formset([row]), **programme_data(transcript=document().pk)))
    html = editor.get(address).text

    shown = ["Västra Götalandsregionen", ": Planen</a>", "Planen i bruk", "Filmens text"]
    assert [text for text in shown if text not in html] == []
    assert not EventPage.objects.exists()
