"""Accepted rows enter the register by the path of every collected file; others wait, are refused or skipped."""

import csv

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from extraction.types import TextState
from library_plans.models import Decision, Edition, ImportRow, Plan
from library_plans.models.editions import plan_files
from tests.library_plans.batches.documents import csv_list, plan_file


def statuses(batch):
    return list(batch.rows.order_by("position").values_list("status", flat=True))


def test_rows_without_warnings_are_entered_and_the_others_wait(send, batch_of):
    batch = batch_of(plan_file("ystad.html", "Ystad"), plan_file("igen.html", "Ystad"), plan_file("lund.html", "Lund"))

    send(f"{batch.pk}/", accept_all="1")

    plan = Plan.objects.get(owners__organisation__code="1286")
    edition = plan.editions.get()
    decision = plan.decisions.get()
    assert statuses(batch) == ["inford", "oppen", "inford"]
    assert [plan.title, str(plan.starts), str(plan.ends)] == [
        *("Biblioteksplan för Ystad kommun 2024–2027", "2024-01-01", "2027-12-31")
    ]
    assert [decision.kind, str(decision.decided_on), decision.body, decision.section] == [
        *("antagande", "2023-12-12", "kf", "§ 181")
    ]
    assert (edition.state, edition.original_name, edition.passages.exists()) == (TextState.TEXT, "ystad.html", True)
    assert Plan.objects.count() == 2


def test_one_row_is_entered_with_what_an_editor_corrected(send, batch_of):
    batch = batch_of(plan_file("ystad.html", "Ystad"), plan_file("mora.html", "Mora"))
    row = batch.rows.get(position=1)
    values = {
        "organisation": "1281",
        "more_owners": "Ystad",
        "kind": "kommunal",
        "title": "Gemensam plan",
        "starts": "1/1 2025",
        "ends": "31 december 2026",
        "variant": "antagen",
        "language": "sv",
        "accept": "1",
    }

    send(f"rader/{row.pk}/", **values)

    plan = Plan.objects.get()
    assert [plan.title, str(plan.starts), str(plan.ends), plan.decisions.count()] == [
        *("Gemensam plan", "2025-01-01", "2026-12-31", 0)
    ]
    assert [owner.organisation.code for owner in plan.ordered_owners] == ["1281", "1286"]
    assert statuses(batch) == ["inford", "oppen"]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"organisation": "12", "kind": "kommunal"}, ["kind"]),
        ({"organisation": "", "more_owners": "Lund"}, ["organisation"]),
        ({"more_owners": "Blåkulla"}, ["more_owners"]),
        ({"more_owners": "9999"}, ["more_owners"]),
        ({"starts": "2027-01-01", "ends": "2026-01-01"}, ["ends"]),
        ({"starts": "i morgon"}, ["starts"]),
        ({"source_url": "javascript:alert(1)"}, ["source_url"]),
    ],
)
def test_what_cannot_be_is_refused_in_the_form(send, batch_of, values, errors):
    row = batch_of(plan_file("ystad.html", "Ystad")).rows.get()
    valid = {"organisation": "1286", "kind": "kommunal", "variant": "antagen", "language": "sv"}

    response = send(f"rader/{row.pk}/", **valid | values)

    assert list(response.context["form"].errors) == errors


def test_gotland_gets_the_role_of_the_kind(send, batch_of):
    row = batch_of(plan_file("gotland.html", "Gotland")).rows.get()
    values = {"organisation": "0980", "title": "Plan", "variant": "antagen", "language": "sv", "accept": "1"}

    send(f"rader/{row.pk}/", kind="regional", **values)

    assert Plan.objects.get().owners.get().role == "region"


def test_a_known_file_makes_nothing_and_a_file_without_owner_waits_in_the_queue(send, batch_of):
    send(f"{batch_of(plan_file('ystad.html', 'Ystad')).pk}/", accept_all="1")
    batch = batch_of(plan_file("igen.html", "Ystad"), plan_file("ingens.html", "Blåkulla"))

    for row in batch.rows.all():
        send(f"{batch.pk}/", accept=str(row.pk))

    assert statuses(batch) == ["kand", "inford"]
    assert [plan.title for plan in Plan.objects.without_owner()] == ["Biblioteksplan för Blåkulla kommun 2024–2027"]
    assert str(Plan.objects.without_owner().get().starts) == "2024-01-01"


def test_an_owner_that_does_not_exist_refuses_the_row_which_can_be_corrected(send, batch_of):
    batch = batch_of(plan_file("ystad.html", "Ystad"), plan_list=csv_list("fil;kommun", "ystad.html;9999"))
    row = batch.rows.get()

    send(f"{batch.pk}/", accept=str(row.pk))
    row.refresh_from_db()
    refused = (row.status, row.refusal, bool(row.file))
    values = {"organisation": "1286", "kind": "kommunal", "variant": "antagen", "language": "sv", "accept": "1"}
    send(f"rader/{row.pk}/", **values)

    assert refused == ("avvisad", "Ingen organisation har koden 9999.", True)
    assert statuses(batch) == ["inford"]


def test_files_of_no_use_are_refused_by_name_and_the_others_are_taken(editor, batch_of):
    batch = batch_of(
        SimpleUploadedFile("tom.pdf", b" "),
        SimpleUploadedFile("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        SimpleUploadedFile("trasig.pdf", b"%PDF-1.7\nnothing"),
        plan_file("ystad.html", "Ystad"),
    )

    assert list(batch.rows.order_by("position").values_list("original_name", "status", "state")) == [
        ("tom.pdf", "avvisad", "pending"),
        ("bild.png", "avvisad", "pending"),
        ("trasig.pdf", "oppen", "damaged"),
        ("ystad.html", "oppen", "text"),
    ]
    assert all(batch.rows.filter(status="avvisad").values_list("refusal", flat=True))


def test_waiting_copies_go_when_a_row_is_decided(send, batch_of):
    batch = batch_of(plan_file("ystad.html", "Ystad"), plan_file("lund.html", "Lund"))
    waiting = [row.file.name for row in batch.rows.order_by("position")]

    send(f"{batch.pk}/", accept=str(batch.rows.get(position=1).pk))
    send(f"{batch.pk}/", skip_all="1")

    assert statuses(batch) == ["inford", "overhoppad"]
    assert [plan_files().exists(name) for name in waiting] == [False, False]
    assert plan_files().exists(Edition.objects.get().file.name)


def test_a_row_that_was_decided_on_is_not_decided_again(send, batch_of):
    batch = batch_of(plan_file("ystad.html", "Ystad"))
    row = batch.rows.get()
    send(f"{batch.pk}/", accept=str(row.pk))

    send(f"{batch.pk}/", skip=str(row.pk))
    send(f"{batch.pk}/", accept=str(row.pk))

    assert (statuses(batch), Edition.objects.count(), Decision.objects.count()) == (["inford"], 1, 1)


def test_the_report_tells_what_became_of_each_file_and_defuses_formulas(send, editor, batch_of):
    batch = batch_of(plan_file("=cmd.html", "Ystad"), plan_file("lund.html", "Lund"))
    send(f"{batch.pk}/", accept=str(batch.rows.get(position=1).pk))

    content = editor.get(f"/admin/manga-planer/{batch.pk}/rapport.csv").getvalue().decode("utf-16-le")
    rows = list(csv.reader(content.splitlines()[1:], delimiter=";"))

    assert [row[:4] for row in rows] == [
        ["Rad", "Fil", "Resultat", "Plan"],
        ["1", "'=cmd.html", "inlagd", "Biblioteksplan för Ystad kommun 2024–2027"],
        ["2", "lund.html", "att ta ställning till", ""],
    ]
    assert rows[1][4].endswith("/planer/1286-ystad/biblioteksplan-2024/")


@pytest.mark.parametrize(
    "address",
    ["", "ny/", "mall.csv", "1/", "1/arbetet/", "1/rapport.csv", "1/ta-tillbaka/", "rader/1/", "rader/1/fil/"],
)
def test_only_those_who_register_plans_are_let_in(client, db, editor, address):
    editor.user.groups.clear()
    editor.user.user_permissions.set([])

    assert editor.get(f"/admin/manga-planer/{address}").status_code == 302


def test_the_limits_are_told(send):
    files = [plan_file(f"{number}.html", "Ystad") for number in range(101)]

    too_many = send("ny/", documents=files)
    nothing = send("ny/", documents="")

    assert too_many.context["form"].errors["documents"] == ["Välj högst 100 filer och lägg till de andra efteråt."]
    assert nothing.context["form"].errors["documents"] == ["Välj filer, en lista eller båda."]
    assert ImportRow.objects.count() == 0
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES > 101
