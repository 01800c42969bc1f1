"""The Swedish dictionary as a compact file: built once from the installed hunspell data, then mapped into memory."""

from __future__ import annotations

import hashlib
import mmap
import os
import tempfile
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import files
from pathlib import Path

import marisa_trie

from search.language.affixes import Affixes, Use

FORMAT = 1
_RECORD = "<BI"  # Use, offset of the entry's line in the dictionary file

_folder = Path(__file__).resolve().parents[2] / "var" / "language"


def keep_in(folder: Path) -> None:
    """Keep the built file in another folder than `var/language` of the project."""
    global _folder
    _folder = folder
    lexicon.cache_clear()


class Lexicon:
    """Forms of the dictionary with their uses and entries."""

    def __init__(self, trie: marisa_trie.RecordTrie, dictionary: Path, affixes: Affixes) -> None:
        self._trie = trie
        self._affixes = affixes
        with dictionary.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def use(self, form: str) -> Use:
        """What a form in lower case may be; nothing for an unknown one."""
        use = Use(0)
        for bits, _ in self._trie.get(form, ()):
            use |= Use(bits)
        return use

    def entries(self, form: str, use: Use = Use.WORD) -> tuple[str, ...]:
        """The dictionary lines that give this form in such a use."""
        offsets = sorted({offset for bits, offset in self._trie.get(form, ()) if bits & use})
        return tuple(self._line(offset) for offset in offsets)

    def forms(self, entry: str) -> tuple[str, ...]:
        """The words that an entry gives, without forms that stand in compounds only."""
        return tuple(dict.fromkeys(form.text for form in self._affixes.forms(entry) if form.use & Use.WORD))

    def _line(self, offset: int) -> str:
        return self._lines[offset : self._lines.find(b"\n", offset)].decode()


@cache
def lexicon() -> Lexicon:
    """The dictionary, built first when this version of it has not been built yet (some seconds)."""
    affix_file, dictionary = _hunspell("sv_SE.aff"), _hunspell("sv_SE.dic")
    affixes = Affixes(affix_file)
    built = _folder / f"sv-{_fingerprint(affix_file, dictionary)}.marisa"
    if not built.exists():
        _build(dictionary, affixes, built)
    return Lexicon(marisa_trie.RecordTrie(_RECORD).mmap(str(built)), dictionary, affixes)


def _hunspell(name: str) -> Path:
    for file in files("hunspell-sv") or ():
        if file.name == name:
            return Path(str(file.locate())).resolve()
    raise FileNotFoundError(f"{name} is not among the files of the package hunspell-sv")


def _fingerprint(*sources: Path) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for source in sources:
        digest.update(f"{source.name} {source.stat().st_size}".encode())
        digest.update(source.read_bytes()[:65536])
    return digest.hexdigest()[:16]


def _build(dictionary: Path, affixes: Affixes, target: Path) -> None:
    """Write the file beside its place and move it there at once, so that two builders do no harm."""
    trie = marisa_trie.RecordTrie(_RECORD, _records(dictionary, affixes))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=target.parent, prefix=".building-")
    os.close(handle)
    os.chmod(scratch, 0o644)
    trie.save(scratch)
    os.replace(scratch, target)


def _records(dictionary: Path, affixes: Affixes) -> Iterator[tuple[str, tuple[int, int]]]:
    offset = 0
    for line in dictionary.read_bytes().splitlines(keepends=True):
        uses: dict[str, Use] = {}
        for form in affixes.forms(line.decode().strip()):
            if form.text.isalpha():
                uses[form.text] = uses.get(form.text, Use(0)) | form.use
        for text, use in uses.items():
            yield text, (int(use), offset)
        offset += len(line)


@lru_cache(maxsize=100_000)
def use_of(form: str) -> Use:
    """`Lexicon.use` with a memory."""
    return lexicon().use(form)
