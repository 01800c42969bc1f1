"""Taking in a folder or a list: what is new, known and failed, also after an interruption."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from extraction.types import TextState
from library_plans.importer.bulk_import import CollectionError, read_collection
from library_plans.models import Edition, Passage, Plan
from tests.prepared import link_language_data, migrated_file

pytestmark = pytest.mark.slow

PROSE = "Biblioteket är öppet för alla som bor i kommunen och för den som är på besök. " * 8
PAGE = "<!doctype html><html lang='sv'><body><main><h1>{title}</h1><p>{prose}</p></main></body></html>"


def write_plan(folder: Path, name: str, title: str = "Biblioteksplan") -> Path:
    path = folder / name
    path.write_text(PAGE.format(title=title, prose=PROSE), encoding="utf-8")
    return path


def run(*arguments: str) -> dict:
    out = StringIO()
    call_command("ingest_plans", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_files_of_a_folder_wait_for_an_owner(db: None, tmp_path: Path) -> None:
    write_plan(tmp_path, "a.html")
    (tmp_path / "b.pdf").write_bytes(b"")
    report = run(str(tmp_path))
    assert report == {
        "new": 1,
        "known": 0,
        "failed": 1,
        "files": [
            {"file": "a.html", "state": "text", "reason": "", "pages": 1, "warnings": []},
            {"file": "b.pdf", "state": "damaged", "reason": "Filen är tom.", "pages": 0, "warnings": []},
        ],
    }
    assert Plan.objects.without_owner().count() == 1


def test_a_second_import_skips_known_files(db: None, tmp_path: Path) -> None:
    write_plan(tmp_path, "a.html")
    run(str(tmp_path))
    write_plan(tmp_path, "the same under another name.html")
    report = run(str(tmp_path))
    assert (report["new"], report["known"], report["failed"]) == (0, 2, 0)
    assert Edition.objects.count() == 1


def test_rows_of_a_list_go_to_the_plan_of_their_owner(organisations: None, tmp_path: Path) -> None:
    write_plan(tmp_path, "adopted.html", "Antagen")
    write_plan(tmp_path, "draft.html", "Remiss")
    listed = tmp_path / "list.csv"
    listed.write_text(
        "file;owner_codes;kind;title;starts;ends;decided_on;body;variant\n"
        "adopted.html;0382 0305;kommunal;Biblioteksplan;2024-01-01;2027-12-31;2023-12-12;kf;\n"
        "draft.html;0382;kommunal;Biblioteksplan;2024-01-01;;;;remiss\n",
        encoding="utf-8-sig",
    )
    report = run(str(listed))
    plan = Plan.objects.get()
    assert (report["new"], report["known"], report["failed"]) == (2, 0, 0)
    assert [owner.organisation.code for owner in plan.owners.all()] == ["0382", "0305"]
    assert [owner.slug for owner in plan.owners.all()] == ["biblioteksplan-2024", "biblioteksplan-2024"]
    assert [(edition.number, edition.variant) for edition in plan.editions.all()] == [(1, "antagen"), (2, "remiss")]
    assert [(made.kind, made.body, str(made.decided_on)) for made in plan.decisions.all()] == [
        ("antagande", "kf", "2023-12-12")
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("gone.html,0382,kommunal,Plan", "Filen finns inte: gone.html"),
        ("a.html,9999,kommunal,Plan", "Ingen organisation har koden 9999."),
        (
            "a.html,0382,annan,Plan",
            "Okänd plantyp: annan. Det finns kommunal, regional, skolbiblioteksplan, strategi, kulturplan, tillagg.",
        ),
    ],
)
def test_a_row_that_cannot_be_used_says_why(organisations: None, tmp_path: Path, row: str, reason: str) -> None:
    write_plan(tmp_path, "a.html")
    listed = tmp_path / "list.csv"
    listed.write_text(f"file,owner_codes,kind,title\n{row}\n", encoding="utf-8")
    report = run(str(listed))
    assert [found["reason"] for found in report["files"]] == [reason]
    assert (report["failed"], Edition.objects.count()) == (1, 0)


def test_a_list_without_a_required_column_is_refused(tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("file,title\na.html,Plan\n", encoding="utf-8")
    with pytest.raises(CollectionError, match="owner_codes, kind"):
        read_collection(listed)


def test_a_path_that_does_not_exist_is_an_error(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(str(tmp_path / "nowhere"))


def test_an_interrupted_import_is_completed_by_the_next_run(tmp_path: Path) -> None:
    files, state = tmp_path / "files", tmp_path / "var"
    files.mkdir()
    link_language_data(state)
    for number in range(30):
        write_plan(files, f"{number:02}.html", f"Plan {number}")
    env = {**os.environ, "VAR_DIR": str(state), "SECRET_KEY": "only-for-tests", "DEMO": "1"}
    env |= {"DJANGO_SETTINGS_MODULE": "cms.settings.base", "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    shutil.copy(migrated_file(), tmp_path / "db.sqlite3")
    first = subprocess.Popen(
        [*manage, "ingest_plans", str(files)], env=env, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL
    )
    wait_for_some(state / "plan-files")
    first.send_signal(signal.SIGKILL)
    first.wait()
    done = subprocess.run(
        [*manage, "ingest_plans", str(files), "--json"],
        env=env,
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
    )
    report = json.loads(done.stdout)
    assert {found["state"] for found in report["files"]} == {"text"}
    assert (report["new"] + report["known"], report["failed"]) == (30, 0)
    assert len([path for path in (state / "plan-files").rglob("*") if path.is_file()]) == 30


def wait_for_some(folder: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and len(list(folder.rglob("*.html"))) < 5:
        time.sleep(0.02)


def test_passages_of_an_edition_are_replaced_not_added(db: None, tmp_path: Path) -> None:
    from library_plans.importer.pipeline import read_edition

    write_plan(tmp_path, "a.html")
    run(str(tmp_path))
    before = list(Passage.objects.values_list("position", "page_number", "text"))
    again = read_edition(Edition.objects.get().pk)
    assert (again.state, list(Passage.objects.values_list("position", "page_number", "text"))) == (
        TextState.TEXT,
        before,
    )
