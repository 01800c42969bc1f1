"""Nothing that the site writes can be read by another user of the machine, and what was readable before is not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.faults.server import Server, plan_html

BOUNDARY = "b" * 20
PART = '--{}\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'


def readable_by_others(folder: Path) -> list[str]:
    found = [Path(here, name) for here, folders, files in os.walk(folder) for name in (*folders, *files)]
    return [str(path.relative_to(folder)) for path in found if not path.is_symlink() and path.stat().st_mode & 0o077]


def document_form(content: bytes) -> bytes:
    fields = PART.format(BOUNDARY, "title", "") + "Underlag\r\n"
    fields += PART.format(BOUNDARY, "collection", "") + "1\r\n"
    file = PART.format(BOUNDARY, "files[]", '; filename="underlag.txt"')
    return fields.encode() + file.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


@pytest.mark.slow
def test_everything_written_is_the_owners_alone(server: Server, tmp_path: Path) -> None:
    (server.folder / "site.sqlite3").chmod(0o644)  # as an earlier version made it
    (server.folder / "cache").mkdir(mode=0o755, exist_ok=True)
    (tmp_path / "plan.html").write_text(plan_html("Sagostund på lördagar."))
    server.site.run("migrate", "--verbosity", "0")
    pages = [server.get(path)[0] for path in ("/", "/planer/", "/sok/?q=bokbussen")]
    uploaded = server.post(
        "/admin/documents/multiple/add/",
        document_form(b"x" * 3_000_000),
        **{"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "X-Requested-With": "XMLHttpRequest"},
    )
    server.site.run("ingest_plans", str(tmp_path), "--verbosity", "0")
    written = {path.name for path in server.folder.rglob("*")}

    assert (pages, uploaded[0], '"success": true' in uploaded[1]) == ([200] * 3, 200, True)
    assert {"site.sqlite3", "index.sqlite3", "cache", "media", "documents", "underlag.txt", "plan-files"} <= written
    assert readable_by_others(server.folder) == []
    assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
