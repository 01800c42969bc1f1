"""Lists and folders give their own files and nothing else of the machine, by whatever name, link or device."""

from __future__ import annotations

import csv
import hashlib
import os
import socket
import unicodedata
from pathlib import Path

import pytest

from library_plans.importer.bulk_import import import_row, read_collection
from library_plans.importer.folder_files import RefusedFile, open_in_folder
from library_plans.models import Edition
from library_plans.models.editions import plan_files
from tests.extraction import hostile, office
from tests.library_plans.importer.test_bulk_import import run, write_plan

OUTSIDE = "Filen ligger utanför samlingens mapp: {}"
LINK = "Symboliska länkar följs inte: {}"
NOT_REGULAR = "Inte en vanlig fil: {}"
MISSING = "Filen finns inte: {}"
UNPRINTABLE = "Filens namn har tecken som inte kan visas: {}"

# Names in a list, with the sentence that refuses each; `{}` is the name, if it is not shown in another way.
HOSTILE_NAMES = {
    "/etc/passwd": OUTSIDE,
    "/proc/self/environ": OUTSIDE,
    "/dev/zero": OUTSIDE,
    "//etc/passwd": OUTSIDE,
    "../outside.html": OUTSIDE,
    "../../../../../../etc/passwd": OUTSIDE,
    "folder/../../outside.html": OUTSIDE,
    "folder/../plan.html": OUTSIDE,
    "./../outside.html": OUTSIDE,
    "..": OUTSIDE,
    ".": "Raden nämner ingen fil.",
    "": "Raden nämner ingen fil.",
    "folder": NOT_REGULAR,
    "folder/": NOT_REGULAR,
    "pipe.html": NOT_REGULAR,
    "socket.html": NOT_REGULAR,
    "gone.html": MISSING,
    "plan.html/more.html": MISSING,
    "~/plan.html": MISSING,
    "$HOME/plan.html": MISSING,
    "..\\outside.html": MISSING,
    "%2e%2e/outside.html": MISSING,
    "file:///etc/passwd": MISSING,
    "https://example.org/plan.html": MISSING,
    "PLAN.HTML": MISSING,
    "pl\u0430n.html": MISSING,  # a Cyrillic letter
    "x" * 5_000: MISSING,
    "plan.html\0.pdf": UNPRINTABLE.format("plan.html\\x00.pdf"),
    "plan\x1b[2J.html": UNPRINTABLE.format("plan\\x1b[2J.html"),
    "plan\n.html": UNPRINTABLE.format("plan\\n.html"),
    "plan\u2028.html": UNPRINTABLE.format("plan\\u2028.html"),
    "to-file.html": LINK,
    "to-outside.html": LINK,
    "to-nothing.html": LINK,
    "to-itself.html": LINK,
    "to-device.html": LINK,
    "to-folder/inner.html": LINK,
    "to-outer/outside.html": LINK,
    "folder/to-root/etc/passwd": LINK,
}


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder with two good files among links, a pipe and a socket, beside a file that does not belong to it."""
    folder = tmp_path / "list"
    (folder / "folder").mkdir(parents=True)
    write_plan(tmp_path, "outside.html", "Utanför")
    write_plan(folder, "plan.html", "Plan")
    write_plan(folder / "folder", "inner.html", "Inre plan")
    os.mkfifo(folder / "pipe.html")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket.html"))
    links = {
        "to-file.html": "plan.html",
        "to-outside.html": "../outside.html",
        "to-nothing.html": "nothing",
        "to-itself.html": "to-itself.html",
        "to-device.html": "/dev/zero",
        "to-folder": "folder",
        "to-outer": "..",
        "folder/to-root": "/",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    return folder


def write_list(folder: Path, *rows: dict[str, str]) -> Path:
    listed = folder / "list.csv"
    with listed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["file", "owner_codes", "kind", "title", "source_url"])
        writer.writeheader()
        writer.writerows(rows)
    return listed


def test_every_hostile_name_of_a_list_is_refused_and_the_good_rows_are_taken(db: None, collection: Path) -> None:
    names = ["plan.html", *HOSTILE_NAMES, "folder/inner.html"]

    report = run(str(write_list(collection, *({"file": name, "title": "Plan"} for name in names))))

    found = [(row["state"], row["reason"]) for row in report["files"]]
    refusals = [("damaged", sentence.format(name)) for name, sentence in HOSTILE_NAMES.items()]
    assert found == [("text", ""), *refusals, ("text", "")]
    assert [edition.original_name for edition in Edition.objects.order_by("pk")] == ["plan.html", "inner.html"]


def test_a_folder_gives_its_own_files_and_names_what_it_refuses(db: None, collection: Path) -> None:
    (collection / "bad\nname.html").write_text("x")
    os.close(os.open(os.fsencode(collection) + b"/b\xe5d.html", os.O_CREAT | os.O_WRONLY))

    report = run(str(collection))

    refused = {
        "bad\\nname.html": UNPRINTABLE,
        "b\\udce5d.html": UNPRINTABLE,
        "folder/to-root": LINK,
        "pipe.html": NOT_REGULAR,
        "socket.html": NOT_REGULAR,
        **dict.fromkeys(("to-device.html", "to-file.html", "to-folder", "to-itself.html"), LINK),
        **dict.fromkeys(("to-nothing.html", "to-outer", "to-outside.html"), LINK),
    }
    expected = {name: sentence.format(name) for name, sentence in refused.items()}
    assert {row["file"]: row["reason"] for row in report["files"]} == {
        **expected,
        "plan.html": "",
        "folder/inner.html": "",
    }


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("listed", ["NFC", "NFD"])
def test_a_name_finds_its_file_whichever_way_its_letters_are_composed(
    db: None, tmp_path: Path, stored: str, listed: str
) -> None:
    folder = tmp_path / unicodedata.normalize(stored, "Åsele")
    folder.mkdir()
    write_plan(folder, unicodedata.normalize(stored, "förskola.html"), "Plan")

    report = run(
        str(write_list(tmp_path, {"file": unicodedata.normalize(listed, "Åsele/förskola.html"), "title": "P"}))
    )

    assert [(row["state"], row["reason"]) for row in report["files"]] == [("text", "")]


def test_the_name_as_written_comes_first(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "å.html")).write_text(form)

    for form in ("NFC", "NFD"):
        with open_in_folder(tmp_path, unicodedata.normalize(form, "å.html")) as file:
            assert file.read_text() == form


def test_a_link_is_not_followed_by_another_spelling_of_its_name(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "å.html")).symlink_to("/etc/passwd")

    with pytest.raises(RefusedFile, match="Symboliska länkar"), open_in_folder(tmp_path, "å.html"):
        pass


def test_a_device_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="Inte en vanlig fil: null"), open_in_folder(Path("/dev"), "null"):
        pass


def test_a_link_that_is_put_in_place_of_a_checked_file_is_refused(db: None, collection: Path) -> None:
    listed = write_list(collection, {"file": "plan.html", "title": "Plan"})
    [row] = read_collection(listed)
    (collection / "plan.html").unlink()
    (collection / "plan.html").symlink_to("../outside.html")

    assert (import_row(row).reason, Edition.objects.count()) == (LINK.format("plan.html"), 0)


def test_an_opened_file_stays_the_one_that_was_checked(collection: Path) -> None:
    with open_in_folder(collection, "plan.html") as file:
        (collection / "plan.html").unlink()
        (collection / "plan.html").symlink_to("../outside.html")

        assert "<h1>Plan</h1>" in file.read_text()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"SECRET_KEY=hemligt",
        b"SQLite format 3\0<p>text</p>",
        b"root:x:0:0::/root:/bin/sh",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"MZ\x90\0",
        b"#!/bin/sh\nexit",
        b"PK\x05\x06" + 18 * b"\0",
        office.spreadsheet(),
        office.old_spreadsheet(),
        hostile.random_bytes(),
    ],
    ids=[
        "empty",
        "zeros",
        "key",
        "database",
        "passwd",
        "PNG",
        "GIF",
        "program",
        "script",
        "empty zip",
        "spreadsheet",
        "old spreadsheet",
        "random",
    ],
)
def test_no_copy_is_kept_of_a_file_that_is_of_no_format_that_is_read(db: None, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plan.pdf").write_bytes(content)

    report = run(str(write_list(tmp_path, {"file": "plan.pdf", "title": "Plan"})))

    assert (report["failed"], Edition.objects.count()) == (1, 0)
    assert report["files"][0]["reason"]
    checksum = hashlib.sha256(content).hexdigest()
    assert not plan_files().exists(f"{checksum[:2]}/{checksum}.bin")


@pytest.mark.parametrize("column", ["title", "owner_codes", "source_url"])
def test_control_characters_in_a_cell_are_refused(db: None, collection: Path, column: str) -> None:
    listed = write_list(collection, {"file": "plan.html", "title": "Plan", column: "a\0b"})

    report = run(str(listed))

    assert [row["reason"] for row in report["files"]] == [f"{column} har tecken som inte kan visas: a\\x00b"]
