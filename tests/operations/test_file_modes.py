"""`migrate` takes the rights of others from what stands under VAR_DIR, but for the servers of the tests."""

import stat
from pathlib import Path

import pytest

from operations.file_modes import tighten


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def folder(tmp_path) -> Path:
    var = tmp_path / "var"
    for each in (var, var / "media", var / "services", var / "services" / "data"):
        each.mkdir()
        each.chmod(0o755)
    for file in (
        var / "site.sqlite3",
        var / "media" / "a.pdf",
        var / "services" / "data" / "log",
        tmp_path / "outside",
    ):
        file.touch()
        file.chmod(0o664)
    (var / "link").symlink_to(tmp_path / "outside")
    return var


def test_files_and_folders_are_left_to_their_owner(folder):
    changed = tighten(folder)

    assert [mode(folder / name) for name in ("media", "site.sqlite3", "media/a.pdf")] == [0o700, 0o600, 0o600]
    assert (changed, tighten(folder)) == (4, 0)


def test_servers_of_other_users_reach_their_files(folder):
    tighten(folder)

    assert [mode(folder / name) for name in ("", "services", "services/data/log")] == [0o711, 0o755, 0o664]


def test_what_a_link_leads_to_is_left_alone(folder):
    tighten(folder)

    assert mode(folder.parent / "outside") == 0o664
