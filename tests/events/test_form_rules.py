"""What the form of an event asks of its state, place and hours."""

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset

from events.models import EventPage
from organisations.models import OrganisationPage
from tests.events.event_form import add, errors, form_data, programme_data
from tests.revisions import loaded_revision


def test_public_state_limits_the_next_state(editor, publish):
    event = publish(state="cancelled", reason="Sjukdom.")
    address = f"/admin/pages/{event.pk}/edit/"

    loaded = loaded_revision(event)
    refused = editor.post(address, form_data(state="open", **loaded))
    editor.post(address, form_data(state="moved", reason="Ny dag funnen.", **loaded))

    assert errors(refused) == {"state": ["”Öppen” kan inte komma efter ”Inställd”."]}
    assert EventPage.objects.get().state == "moved"


def test_a_moved_event_has_a_new_date(editor, publish):
    event = publish()
    same = {name: f"{timezone.localtime(getattr(event, name)):%Y-%m-%d %H:%M}" for name in ("starts", "ends")}
    moved = {"state": "moved", "reason": "Salen är upptagen.", "programme": inline_formset([])}
    address, loaded = f"/admin/pages/{event.pk}/edit/", loaded_revision(event)

    refused = editor.post(address, form_data(**moved, **same, **loaded))
    editor.post(address, form_data(**moved, **loaded))

    assert errors(refused) == {"starts": ["Skriv det nya datumet: evenemanget är utannonserat till det här."]}
    assert EventPage.objects.get().state == "moved"


def test_a_gathering_that_is_on_says_where(editor, publish):
    region, event = OrganisationPage.objects.first(), publish()
    nowhere = {"kind": "gathering", "follows": event.pk, "webcast_url": ""}

    refused = add(editor, region, **nowhere)
    accepted = add(editor, region, **nowhere, state="save_the_date")

    assert errors(refused) == {"place": ["Skriv platsen eller länken för att delta."]}
    assert accepted.status_code == 302


@pytest.mark.parametrize(("name", "written"), [("starts", "8.30"), ("ends", "kl 12.30")])
def test_a_programme_item_is_within_the_hours_of_the_event(editor, name, written):
    found = errors(add(editor, **programme_data(**{name: written})))

    assert found == {f"programme-0-{name}": ["Evenemanget pågår kl. 9.00–12.00."]}
