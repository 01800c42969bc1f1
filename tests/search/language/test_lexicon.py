from __future__ import annotations

import multiprocessing
from pathlib import Path

from search.language.affixes import Use
from search.language.lexicon import lexicon, open_dictionary

AFFIXES = "SET UTF-8\nSFX A Y 1\nSFX A 0 s .\nSFX D Y 1\nSFX D 0 en [^a]\nSFX v N 1\nSFX v 0 s/WXZ [^a]\n"
WORDS = "4\nplan/ADXY\nbibliotek/AvY\nSkara/A\nfel/%\n"


def written(folder: Path) -> tuple[Path, Path]:
    affixes, words = folder / "test.aff", folder / "test.dic"
    affixes.write_text(AFFIXES, encoding="utf-8")
    words.write_text(WORDS, encoding="utf-8")
    return affixes, words


def test_forms_uses_and_entries(tmp_path: Path) -> None:
    known = open_dictionary(*written(tmp_path), tmp_path / "built")
    assert known.entries("planens") == ()
    assert known.entries("planen") == ("plan/ADXY",)
    assert known.forms("plan/ADXY") == ("plan", "plans", "planen")
    assert known.usage("plan").use == Use.WORD | Use.BEGIN | Use.END
    assert known.usage("biblioteks").use == Use.WORD | Use.BEGIN | Use.END
    assert known.usage("skara").use == Use.WORD | Use.NAME
    assert known.usage("fel").use == 0


def test_concurrent_builds_leave_one_valid_file(tmp_path: Path) -> None:
    affixes, words = written(tmp_path)
    context = multiprocessing.get_context("spawn")
    builders = [context.Process(target=open_dictionary, args=(affixes, words, tmp_path / "built")) for _ in range(3)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert [builder.exitcode for builder in builders] == [0, 0, 0]
    assert len(list((tmp_path / "built").iterdir())) == 1
    assert open_dictionary(affixes, words, tmp_path / "built").entries("plans") == ("plan/ADXY",)


def test_the_installed_dictionary_is_swedish() -> None:
    assert lexicon().entries("skolbibliotek") == ("skolbibliotek/ABDY",)
