"""The Swedish dictionary as a compact file: built once from the installed hunspell data, then mapped into memory."""

from __future__ import annotations

import hashlib
import mmap
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.metadata import files
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from search.language.affixes import Affixes, Form, Use

FORMAT = 1  # raise when what is built changes
_RECORD = "<BBBI"  # Use, heads, tails, offset of the entry's line in the dictionary file

_folder = Path(os.environ.get("VAR_DIR", Path(__file__).resolve().parents[2] / "var")) / "language"


class Usage(NamedTuple):
    """What a form may be, and how often dictionary words begin or end with it (the number of bits of the count)."""

    use: int
    heads: int
    tails: int


def keep_in(folder: Path) -> None:
    """Keep the built file in another folder than `var/language` of the project."""
    global _folder
    _folder = folder
    lexicon.cache_clear()


class Lexicon:
    """Forms of the dictionary, in lower case, with their uses and entries."""

    def __init__(self, trie: marisa_trie.RecordTrie, dictionary: Path, affixes: Affixes) -> None:
        self._trie = trie
        self._affixes = affixes
        with dictionary.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def usage(self, form: str) -> Usage:
        """Names count as words, never as parts of compounds; `NAME` is set when the form is nothing else."""
        records = self._trie.get(form, ())
        common = [record for record in records if not record[0] & Use.NAME]
        if not common:
            return Usage(Use.WORD | Use.NAME if records else 0, 0, 0)
        use = 0
        for record in common:
            use |= record[0]
        return Usage(use, max(record[1] for record in common), max(record[2] for record in common))

    def entries(self, form: str, use: int = Use.WORD) -> tuple[str, ...]:
        """The dictionary lines that give this form in one of these uses."""
        offsets = sorted({offset for bits, _, _, offset in self._trie.get(form, ()) if bits & use})
        return tuple(self._line(offset) for offset in offsets)

    def forms(self, entry: str) -> tuple[str, ...]:
        """The words that an entry gives, without forms that stand in compounds only."""
        return tuple(dict.fromkeys(form.text for form in self._affixes.forms(entry) if form.use & Use.WORD))

    def _line(self, offset: int) -> str:
        return self._lines[offset : self._lines.find(b"\n", offset)].decode()


@cache
def lexicon() -> Lexicon:
    """The installed Swedish dictionary, built first when this version of it has not been built yet (some seconds)."""
    return open_dictionary(_hunspell("sv_SE.aff"), _hunspell("sv_SE.dic"), _folder)


def open_dictionary(affix_file: Path, dictionary: Path, folder: Path) -> Lexicon:
    """A hunspell dictionary through its built file in `folder`, which is made when it is missing."""
    affixes = Affixes(affix_file)
    built = folder / f"sv-{_fingerprint(affix_file, dictionary)}.marisa"
    if not built.exists():
        _build(dictionary, affixes, built)
    return Lexicon(marisa_trie.RecordTrie(_RECORD).mmap(str(built)), dictionary, affixes)


@lru_cache(maxsize=200_000)
def usage_of(form: str) -> Usage:
    """`Lexicon.usage` with a memory."""
    return lexicon().usage(form)


def _hunspell(name: str) -> Path:
    for file in files("hunspell-sv") or ():
        if file.name == name:
            return Path(str(file.locate())).resolve()
    raise FileNotFoundError(f"{name} is not among the files of the package hunspell-sv")


def _fingerprint(*sources: Path) -> str:
    digest = hashlib.sha256(str(FORMAT).encode())
    for source in sources:
        digest.update(f"{source.name} {source.stat().st_size} {source.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _build(dictionary: Path, affixes: Affixes, target: Path) -> None:
    """Write the file beside its place and move it there at once, so that two builders do no harm."""
    trie = marisa_trie.RecordTrie(_RECORD, _records(list(_entries(dictionary, affixes))))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".building-") as scratch:
        written = Path(scratch) / target.name
        trie.save(str(written))
        written.replace(target)


def _entries(dictionary: Path, affixes: Affixes) -> Iterator[tuple[int, list[Form]]]:
    """The forms of each line that are made of letters only, with the line's offset in bytes."""
    offset = 0
    for line in dictionary.read_bytes().splitlines(keepends=True):
        forms = [form for form in affixes.forms(line.decode().strip()) if form.text.isalpha()]
        if forms:
            yield offset, forms
        offset += len(line)


def _records(entries: list[tuple[int, list[Form]]]) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    heads, tails = _productivity(entries)
    for offset, forms in entries:
        ends = round(tails.get(forms[0].base, 0)).bit_length()
        uses: dict[str, int] = {}
        for form in forms:
            uses[form.text] = uses.get(form.text, 0) | form.use
        for text, use in uses.items():
            yield text, (use, round(heads.get(text, 0)).bit_length(), ends, offset)


def _productivity(entries: Iterable[tuple[int, list[Form]]]) -> tuple[dict[str, float], dict[str, float]]:
    """How many words begin and end with each form; a word that can be cut in several ways counts in shares."""
    uses: dict[str, int] = {}
    for _, forms in entries:
        for form in forms:
            if not form.use & Use.NAME:
                uses[form.text] = uses.get(form.text, 0) | form.use
    heads: defaultdict[str, float] = defaultdict(float)
    tails: defaultdict[str, float] = defaultdict(float)
    for _, (base, *_) in entries:
        word = base.text
        if base.use & Use.NAME:
            continue
        cuts = [cut for cut in range(3, len(word) - 2) if uses.get(word[cut:], 0) & (Use.END | Use.WORD)]
        for cut in cuts:
            heads[word[:cut]] += 1 / len(cuts)
            if word[:cut] in uses:
                tails[word[cut:]] += 1 / len(cuts)
    return heads, tails
