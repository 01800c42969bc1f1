"""Which backups are kept."""

from pathlib import Path

from operations.backup import CHECKSUMS, delete_older


def test_the_newest_whole_backups_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    for name in ("2026-11-27T020000", "2026-11-28T020000", "2026-11-29T020000"):
        (tmp_path / name).mkdir()
        (tmp_path / name / CHECKSUMS).touch()
    others = ("2026-11-26T020000", "partial-2026-11-25T020000", "annat")
    for name in others:
        (tmp_path / name).mkdir()

    delete_older(tmp_path, 2)

    assert {path.name for path in tmp_path.iterdir()} == {*others, "2026-11-28T020000", "2026-11-29T020000"}
