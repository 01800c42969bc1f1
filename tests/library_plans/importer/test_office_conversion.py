"""Older Word documents and RTF are read through LibreOffice, which reaches no more than any other reader."""

from __future__ import annotations

import json
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest

from extraction import office_conversion
from extraction.office_conversion import convert_document, installed_office
from extraction.preflight import check_file
from extraction.reasons import ExtractionReason, ReasonCode
from extraction.sandbox import ExitStatus, Limits, run_limited
from extraction.types import MediaType, PassageKind, TextState, Unreadable
from library_plans.models import Edition
from tests.extraction import office
from tests.extraction.attacks import RESULT_FILE, attack_with_office
from tests.extraction.hostile import TEXT
from tests.extraction.readers.test_docx_numbering import NUMBERED_HEADINGS, NUMBERING
from tests.library_plans.importer.test_bulk_import import run
from tests.library_plans.importer.test_folder_files import write_list
from tests.library_plans.importer.test_pipeline import read

RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\stylesheet{\s1\outlinelevel0 heading 1;}}{\pard\s1\outlinelevel0 Biblioteksplan\par}"
    rb"{\pard L\'e4sning \v Dolt. \v0 f\'f6r alla barn i kommunen.\par}" + TEXT.encode("cp1252") + rb"\par}"
)
DELETION = (
    "<w:p><w:r><w:t>Biblioteket.</w:t></w:r><w:del w:id='1' w:author='A' w:date='2024-03-04T00:00:00Z'><w:r>"
    "<w:delText>Borta.</w:delText></w:r></w:del></w:p>"
)
needs_office = pytest.mark.needs("soffice")


@pytest.fixture(scope="module")
def doc(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A document of the older kind with a numbered heading, hidden text and a deletion, as a program saves it."""
    folder = tmp_path_factory.mktemp("doc")
    body = (
        office.paragraph("Läsning", "Rubrik1")
        + office.paragraph(TEXT)
        + office.HIDDEN_RUN
        + office.paragraph("Språk", "Rubrik1")
        + DELETION
    )
    (folder / "plan.docx").write_bytes(
        office.docx(
            body,
            relations='<Relationship Id="rId7" Type="REL/numbering" Target="numbering.xml"/>',
            more={"word/styles.xml": NUMBERED_HEADINGS, "word/numbering.xml": NUMBERING},
        )
    )
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), f"{folder}/plan.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return (folder / "plan.doc").read_bytes()


@needs_office
def test_a_document_of_the_older_kind_is_read_as_it_is_shown(doc: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, doc, "plan.doc")

    assert (found.state, found.media_type) == (TextState.TEXT, MediaType.DOC)
    assert found.reasons == (ExtractionReason(ReasonCode.HIDDEN_TEXT),)
    assert [(passage.kind, passage.text) for passage in found.passages] == [
        (PassageKind.HEADING, "1 Läsning"),
        (PassageKind.PARAGRAPH, TEXT),
        (PassageKind.PARAGRAPH, "Syns."),
        (PassageKind.HEADING, "2 Språk"),
        (PassageKind.PARAGRAPH, "Biblioteket."),
    ]


@needs_office
def test_rtf_is_read_as_it_is_shown(tmp_path: Path) -> None:
    found = read(tmp_path, RTF, "plan.rtf")

    assert (found.state, found.media_type) == (TextState.TEXT, MediaType.RTF)
    assert [passage.text for passage in found.passages] == [
        "Biblioteksplan",
        "Läsning för alla barn i kommunen.",
        TEXT,
    ]


@needs_office
@pytest.mark.parametrize("content", [office.old_word(), b"{\\rtf1"])
def test_a_broken_document_ends_in_a_state(content: bytes, tmp_path: Path) -> None:
    found = read(tmp_path, content, "plan.doc")

    assert found.state in (TextState.DAMAGED, TextState.NO_TEXT)
    assert len(found.reasons) == 1


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (rb"\bin2147483647 abc", TextState.DAMAGED),
        (rb"{\pict\pngblip\bin" + b"9" * 5_000 + b" abc}", TextState.DAMAGED),
        (rb"\\\bin99 abc", TextState.DAMAGED),
        (rb"{\pict\bin9 \bin99abc}", None),
        (rb"\\bin99 is written so", None),
        (rb"\bin0 ", None),
    ],
)
def test_rtf_that_announces_more_data_than_it_has_is_refused(
    data: bytes, state: TextState | None, tmp_path: Path
) -> None:
    file = tmp_path / "plan.rtf"
    file.write_bytes(rb"{\rtf1 Plan " + data + b"}")

    with pytest.raises(Unreadable) if state else nullcontext() as refused:
        check_file(file, MediaType.RTF)

    assert state is None or refused.value.state is state


@pytest.mark.parametrize(
    ("content", "code"), [(office.old_word(), ReasonCode.LEGACY_WORD), (RTF, ReasonCode.RICH_TEXT_FORMAT)]
)
def test_without_libreoffice_the_document_is_refused(
    content: bytes, code: ReasonCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    found = read(tmp_path, content, "plan.doc")

    assert (found.state, found.reasons) == (TextState.UNSUPPORTED, (ExtractionReason(code),))


def test_without_libreoffice_no_copy_is_kept(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "plan.rtf").write_bytes(RTF)

    report = run(str(write_list(tmp_path, {"file": "plan.rtf", "title": "Plan"})))

    assert [row["reason"] for row in report["files"]] == [
        "Filen är ett RTF-dokument. Spara den som .docx eller PDF och lämna den på nytt."
    ]
    assert Edition.objects.count() == 0


@needs_office
def test_a_document_of_the_older_kind_is_taken_in(db: None, doc: bytes, tmp_path: Path) -> None:
    (tmp_path / "plan.doc").write_bytes(doc)

    report = run(str(write_list(tmp_path, {"file": "plan.doc", "title": "Plan"})))

    assert [row["state"] for row in report["files"]] == ["text"]
    assert Edition.objects.get().file.name.endswith(".doc")


@needs_office
def test_every_attack_is_refused_to_a_process_with_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "plan.rtf").write_bytes(RTF)
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    ending = run_limited(
        attack_with_office,
        scratch,
        str(tmp_path / "plan.rtf"),
        str(installed_office()),
        readable=[tmp_path / "plan.rtf", *office_conversion.READABLE],
        limits=office_conversion.LIMITS,
    )

    assert ending is ExitStatus.COMPLETED
    outcomes = json.loads((scratch / RESULT_FILE).read_text())
    environment = set(outcomes.pop("read_environment").split())
    assert not environment & {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"}
    assert outcomes == {**dict.fromkeys(outcomes, "PermissionError"), "raise_limits": "ValueError"}
    assert (scratch / office_conversion.CONVERTED_FILE).exists()


@needs_office
def test_a_conversion_that_takes_too_long_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "plan.rtf").write_bytes(RTF)

    ending = run_limited(
        convert_document,
        tmp_path,
        str(tmp_path / "plan.rtf"),
        str(installed_office()),
        readable=office_conversion.READABLE,
        limits=Limits(memory=office_conversion.LIMITS.memory, wall=0),
    )

    assert ending is ExitStatus.INTERRUPTED
    found = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True, check=False)
    assert found.stdout == ""
