import datetime as dt
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from accounts.models import User
from library_plans.models import Decision, Edition, Plan, PlanOwner, Redaction
from organisations.models import Organisation
from tests.factories.library_plans import (
    DecisionFactory,
    EditionFactory,
    OwnedPlanFactory,
    PassageFactory,
    PlanFactory,
    PlanOwnerFactory,
)
from tests.factories.organisations import OrganisationFactory

GOALS = "".join(
    f"<h2>Mål {number}</h2><p>Biblioteket i Provköping arbetar läsfrämjande tillsammans med förskolor och skolor, "
    f"och följer varje år upp hur många barn som har mött en bibliotekarie under år {number}.</p>"
    for number in range(1, 9)
)
HTML = f"""<!doctype html><html lang="sv"><meta charset="utf-8"><title>Biblioteksplan 2024–2027</title>
<body><h1>Biblioteksplan för Provköpings kommun 2024–2027</h1>
<p>Planen är antagen av kommunfullmäktige.</p>{GOALS}</body></html>""".encode()


class Text(HTMLParser):
    """The text of a page, one piece an element."""

    def __init__(self, content):
        super().__init__()
        self.pieces = []
        self.feed(content.decode())

    def handle_data(self, data):
        if data.strip():
            self.pieces.append(" ".join(data.split()))


def form_data(owners=(), decisions=(), owners_initial=0, decisions_initial=0, **values):
    return nested_form_data(
        {
            "title": "Biblioteksplan 2024–2027",
            "kind": "kommunal",
            "scope": "alla",
            "starts": "2024-01-01",
            "ends": "2027-12-31",
            "new_variant": "antagen",
            "new_language": "sv",
            **values,
            "owners": inline_formset(owners, initial=owners_initial),
            "decisions": inline_formset(decisions, initial=decisions_initial),
        }
    )


def errors(response):
    form = response.context["form"]
    return {name: list(map(str, rows)) for name, rows in form.errors.items()}


def test_a_plan_is_registered_with_owner_decision_and_file_at_once(editor):
    owner = OrganisationFactory()
    data = form_data(
        owners=[{"organisation": owner.pk, "role": "kommun"}],
        decisions=[{"kind": "antagande", "decided_on": "2023-10-26", "body": "kf", "dnr": "KS 2023/181"}],
        new_file=SimpleUploadedFile("plan.html", HTML),
        new_source_url="https://www.provkoping.se/plan.html",
    )

    response = editor.post(reverse("plans:add"), data)

    assert response.status_code == 302
    plan = Plan.objects.get()
    assert [(row.organisation, row.position, row.slug) for row in plan.owners.all()] == [
        (owner, 1, "biblioteksplan-2024")
    ]
    assert plan.decisions.get().dnr == "KS 2023/181"
    edition = plan.editions.get()
    assert (edition.number, edition.original_name, edition.source_url) == (
        1,
        "plan.html",
        "https://www.provkoping.se/plan.html",
    )


def test_an_uploaded_file_is_read_after_the_plan_is_stored(editor, django_capture_on_commit_callbacks):
    data = form_data(
        owners=[{"organisation": OrganisationFactory().pk, "role": "kommun"}],
        new_file=SimpleUploadedFile("plan.html", HTML),
    )

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("plans:add"), data)

    edition = Edition.objects.get()
    assert edition.state == "text"
    page = Text(editor.get(reverse("plans:edit", args=[edition.plan_id])).content).pieces
    assert "text" in page


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"title": ""}, "title", "Det här fältet är obligatoriskt"),
        ({"starts": "2028-01-01"}, "ends", "En plan kan inte sluta innan den börjar."),
        ({"until_further_notice": "on"}, "until_further_notice", "En plan har antingen ett slutdatum eller inget."),
        ({"new_language": "svenska!"}, "new_language", "Fyll i ett giltigt värde."),
        (
            {"new_source_url": "https://www.provkoping.se/plan.pdf"},
            "new_file",
            "Välj filen som hämtades från länken.",
        ),
    ],
)
def test_wrong_input_lands_on_its_field(editor, values, field, message):
    response = editor.post(reverse("plans:add"), form_data(**values))

    assert (response.status_code, errors(response)) == (200, {field: [message]})
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Den skickade filen är tom."),
        (b"\x00\x01\x02random", None),
    ],
)
def test_a_file_that_cannot_be_a_plan_is_refused_on_its_field(editor, content, message):
    response = editor.post(reverse("plans:add"), form_data(new_file=SimpleUploadedFile("plan.pdf", content)))

    assert list(errors(response)) == ["new_file"]
    assert message is None or errors(response)["new_file"] == [message]


def test_a_file_that_is_too_large_is_refused(editor, settings):
    settings.PLAN_FILE_MAX_BYTES = 10

    response = editor.post(reverse("plans:add"), form_data(new_file=SimpleUploadedFile("plan.html", HTML)))

    assert errors(response) == {"new_file": ["Filen är större än 10\xa0byte."]}


def test_a_file_that_the_plan_has_is_refused(editor):
    edition = EditionFactory(content=HTML)
    owner = edition.plan.owners.get()
    data = form_data(
        owners=[{"id": owner.pk, "organisation": owner.organisation_id, "role": "kommun"}],
        owners_initial=1,
        new_file=SimpleUploadedFile("samma.html", HTML),
    )

    response = editor.post(reverse("plans:edit", args=[edition.plan_id]), data)

    assert errors(response) == {"new_file": ["Planen har redan filen: utgåva 1."]}


def test_an_extension_without_an_end_is_refused_on_the_decision(editor):
    data = form_data(decisions=[{"kind": "forlangning", "decided_on": "2027-01-01"}])

    response = editor.post(reverse("plans:add"), data)

    row = response.context["form"].formsets["decisions"].forms[0]
    assert row.errors == {"new_end": ["Ange till när planen förlängs."]}


def test_a_decision_is_not_removed(editor):
    plan = OwnedPlanFactory()
    decision, owner = DecisionFactory(plan=plan), plan.owners.get()
    data = form_data(
        owners=[{"id": owner.pk, "organisation": owner.organisation_id, "role": "kommun"}],
        owners_initial=1,
        decisions=[{"id": decision.pk, "kind": "antagande", "decided_on": "2023-10-26", "DELETE": "1"}],
        decisions_initial=1,
    )

    response = editor.post(reverse("plans:edit", args=[plan.pk]), data)

    assert response.status_code == 200
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_the_last_owner_is_not_removed(editor):
    plan = OwnedPlanFactory()
    owner = plan.owners.get()
    row = {"id": owner.pk, "organisation": owner.organisation_id, "role": "kommun", "DELETE": "on"}

    response = editor.post(reverse("plans:edit", args=[plan.pk]), form_data(owners=[row], owners_initial=1))

    assert "En plan i registret behåller minst en ägare." in response.content.decode()
    assert list(plan.owners.all()) == [owner]


def test_the_same_owner_twice_is_refused(editor):
    owner = {"organisation": OrganisationFactory().pk, "role": "kommun"}

    response = editor.post(reverse("plans:add"), form_data(owners=[owner, owner]))

    assert response.status_code == 200
    assert Plan.objects.count() == 0


def test_an_owner_in_a_second_plan_of_the_same_year_gets_another_address(editor):
    first = OwnedPlanFactory(owner__slug="biblioteksplan-2024").owners.get()
    data = form_data(owners=[{"organisation": first.organisation_id, "role": "kommun"}])

    editor.post(reverse("plans:add"), data)

    assert PlanOwner.objects.latest("pk").slug == "biblioteksplan-2024-2"


def test_placing_a_plan_takes_it_out_of_the_queue(editor):
    plan = PlanFactory(title="Utan ägare")
    waiting = Text(editor.get(reverse("plans:queue")).content).pieces
    assert "Utan ägare" in waiting

    editor.post(
        reverse("plans:edit", args=[plan.pk]),
        form_data(title="Utan ägare", owners=[{"organisation": OrganisationFactory().pk, "role": "kommun"}]),
    )

    assert list(Plan.objects.without_owner()) == []
    assert plan.owners.get().slug == "biblioteksplan-2024"


def rows(response):
    return [plan.title for plan in response.context["object_list"]]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Kommunens", "Regionens"]),
        ("lan=03", ["Kommunens"]),
        ("niva=region", ["Regionens"]),
        ("kind=regional", ["Regionens"]),
        ("status=forlangd", ["Regionens"]),
        ("status=gallande", ["Kommunens"]),
        ("ar=2027", ["Kommunens"]),
        ("ar=2028", ["Regionens"]),
        ("q=Kommun", ["Kommunens"]),
    ],
)
def test_the_register_is_filtered(editor, query, titles, at_day):
    at_day(dt.date(2027, 6, 1))
    OwnedPlanFactory(title="Kommunens")
    region = OrganisationFactory(code="12", region_code="12", kind="region", name="Region Skåne", county_code="12")
    OrganisationFactory(code="1280", county_code="12", county_name="Skåne län")
    plan = PlanFactory(title="Regionens", kind="regional", starts=dt.date(2020, 1, 1), ends=dt.date(2023, 12, 31))
    PlanOwnerFactory(plan=plan, organisation=region, role="region")
    DecisionFactory(plan=plan, kind="forlangning", decided_on=dt.date(2023, 5, 1), new_end=dt.date(2028, 12, 31))

    assert rows(editor.get(reverse("plans:index") + "?" + query)) == titles


@pytest.mark.parametrize("address", ["plans:index", "plans:queue", "redactions:index", "organisations:index"])
def test_lists_ask_the_same_for_one_and_three(editor, address):
    def fill():
        edition = EditionFactory()
        DecisionFactory(plan=edition.plan)
        PlanFactory()
        Redaction.objects.create(edition=edition, page_number=1, reason="x", legal_ground="y", decided_by=editor.user)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse(address))
        return len(captured)

    fill()
    queries()
    one = queries()
    fill()
    fill()

    assert queries() == one


@pytest.mark.parametrize("address", ["plans:delete", "redactions:delete", "organisations:delete"])
@pytest.mark.parametrize("superuser", [False, True])
def test_nothing_is_deleted_not_even_by_a_superuser(editor, address, superuser):
    User.objects.filter(pk=editor.user.pk).update(is_superuser=superuser)
    edition = EditionFactory()
    row = Redaction.objects.create(edition=edition, page_number=1, reason="x", legal_ground="y", decided_by=editor.user)
    target = {
        "plans:delete": edition.plan,
        "redactions:delete": row,
        "organisations:delete": edition.plan.owners.get().organisation,
    }[address]

    response = editor.post(reverse(address, args=[target.pk]))

    assert response.status_code == 302
    assert type(target).objects.filter(pk=target.pk).exists()


def test_somebody_outside_kb_sees_none_of_it(client, db):
    client.force_login(User.objects.create_user("annan", password="x"))

    for address in ("plans:index", "plans:add", "plans:queue", "redactions:add", "organisations:index"):
        assert client.get(reverse(address)).status_code == 302


def test_redaction_says_when_the_words_are_not_there(editor):
    passage = PassageFactory(text="Skriv till Namn Namnsson.")
    data = {
        "edition": passage.edition_id,
        "page_number": 1,
        "words": "någon annan",
        "reason": "Personuppgift",
        "legal_ground": "GDPR",
    }

    response = editor.post(reverse("redactions:add"), data, follow=True)

    row = Redaction.objects.get()
    assert (row.not_found, row.decided_by) == (True, editor.user)
    assert "Orden hittades inte på sidan, så hela sidan hålls inne." in " ".join(Text(response.content).pieces)


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"page_number": 2}, "page_number", "Utgåvan har sidorna 1 till 1."),
        ({"page_number": ""}, "page_number", "Ange på vilken sida orden står."),
        ({"reason": ""}, "reason", "Det här fältet är obligatoriskt"),
    ],
)
def test_a_wrong_redaction_lands_on_its_field(editor, values, field, message):
    edition = EditionFactory()
    data = {"edition": edition.pk, "page_number": 1, "words": "Namn", "reason": "x", "legal_ground": "y", **values}

    response = editor.post(reverse("redactions:add"), data)

    assert errors(response) == {field: [message]}


def test_what_is_redacted_cannot_be_changed_only_ended(editor):
    passage = PassageFactory(text="Namn Namnsson")
    row = Redaction.objects.create(
        edition=passage.edition, page_number=1, words="Namn", reason="x", legal_ground="y", decided_by=editor.user
    )
    data = {"words": "annat", "page_number": 9, "reason": "ny", "legal_ground": "y", "until": "2030-01-01"}

    editor.post(reverse("redactions:edit", args=[row.pk]), data)

    row.refresh_from_db()
    assert (row.words, row.page_number, row.reason, row.until) == ("Namn", 1, "ny", dt.date(2030, 1, 1))


def test_names_of_an_organisation_are_mended_one_a_line(editor):
    row = OrganisationFactory(name="Borås", display_name="Borås Stad", genitive="Borås Stads")
    data = {
        "name": "Borås",
        "display_name": "Borås stad",
        "genitive": "Borås stads",
        "aliases": "Borås kommun\n\nBorås kommun\n Boras ",
        "county_code": "03",
        "county_name": "Uppsala län",
    }

    response = editor.post(reverse("organisations:edit", args=[row.pk]), data)

    assert response.status_code == 302
    row = Organisation.objects.get(pk=row.pk)
    assert (row.display_name, row.aliases, row.code) == ("Borås stad", ["Borås kommun", "Boras"], row.code)
