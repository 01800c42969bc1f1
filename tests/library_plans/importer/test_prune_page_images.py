"""Page images that nobody uses are deleted, and so are scratch folders of processes that were killed."""

import os
import time

from django.core.management import call_command

from library_plans.importer.page_images import SCRATCH_PREFIX

DAY = 24 * 60 * 60


def used(path, days_ago: float):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    moment = time.time() - days_ago * DAY
    os.utime(path, (moment, moment))
    return path


def test_images_that_nobody_asks_for_are_deleted(settings, tmp_path, capsys):
    settings.PAGE_IMAGES_ROOT = tmp_path
    folder = tmp_path / "ab" / "abcdef"
    kept = [used(folder / "1.webp", 89), used(folder / "2.refused.json", 1), used(tmp_path / "slot-0.lock", 200)]
    gone = [used(folder / "3.webp", 91), used(folder / "4.refused.json", 91)]
    read_lately = used(folder / "5.webp", 91)
    os.utime(read_lately, (time.time(), read_lately.stat().st_mtime))
    for name, days in ((f"{SCRATCH_PREFIX}old", 2), (f"{SCRATCH_PREFIX}new", 0)):
        used(folder / name / "page.webp", days)
        os.utime(folder / name, (time.time(), time.time() - days * DAY))

    call_command("prune_page_images")

    assert capsys.readouterr().out == "2 page images deleted\n"
    assert [path for path in gone if path.exists()] == []
    assert [path.name for path in [*kept, read_lately] if not path.exists()] == []
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == [f"{SCRATCH_PREFIX}new"]


def test_no_folder_is_nothing_to_prune(settings, tmp_path, capsys):
    settings.PAGE_IMAGES_ROOT = tmp_path / "none"
    call_command("prune_page_images")

    assert capsys.readouterr().out == "0 page images deleted\n"
