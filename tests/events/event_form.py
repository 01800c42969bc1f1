"""What a browser sends with the admin form of an event, and what the form answers."""

from datetime import timedelta

from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.models import EventIndexPage
from organisations.models import Organisation

ITEM = {
    "starts": "9:10",
    "ends": "9:40",
    "title": "Planen i bruk",
    "abstract": "Om styrning.",
    "speakers": "Bibliotekschef, Exempelköping",
    "recording_url": "",
    "recording_file": "",
    "recording_starts_at": "",
    "recording_length": "",
    "captions": "",
    "captions_due": "",
    "transcript": "",
    "slides": "",
}
FILM_URL = "https://play.example/1"


TODAY = timezone.localdate()  # once: midnight may pass between two tests


def time_in_days(days, hour="9:00"):
    return f"{TODAY + timedelta(days=days)} {hour}"


def hosts(code="14"):
    organisation = Organisation.objects.get(region_code=code).pk
    return inline_formset([{"organisation": organisation, "role": "host"}])


def form_data(**values):
    data = {
        "title": "Vårens träffpunkt",
        "slug": "varens-traffpunkt",
        "summary": "Kort.",
        "follow_up": "anvands",
        "kind": "webcast",
        "follows": "",
        "starts": time_in_days(30),
        "ends": time_in_days(30, "12:00"),
        "place": "",
        "address": "",
        "webcast_url": "https://webb.example/rum",
        "state": "open",
        "reason": "",
        "target_group": "Politiker",
        "registration": "none",
        "registration_url": "",
        "registration_closes": "",
        "capacity": "",
        "hosts": hosts(),
        "body": streamfield([("text", rich_text("<p>Ta med din plan.</p>"))]),
        "programme": inline_formset([ITEM]),
        "plans": inline_formset([]),
        "related_pages": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data({**data, **values})


def programme_data(**values):
    return {"programme": inline_formset([{**ITEM, **values}])}


def add(editor, parent=None, **values):
    parent = parent or EventIndexPage.objects.get()
    return editor.post(f"/admin/pages/add/events/eventpage/{parent.pk}/", form_data(**values))


def errors(answer):
    """Field errors of the form and of the rows below it, by name."""
    form = answer.context["form"]
    rows = [
        (f"{name}-{place}-{field}", list(messages))
        for name, formset in form.formsets.items()
        for place, row in enumerate(formset.errors)
        for field, messages in row.items()
    ]
    return dict([(field, list(messages)) for field, messages in form.errors.items()] + rows)
