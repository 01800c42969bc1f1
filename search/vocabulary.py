"""The vocabulary of an index in memory: sorted for prefix queries, by length for edit distance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.language import fold


class InMemoryVocabulary:
    """Exact words with the number of chunks they occur in; implements `search.types.Vocabulary`."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        self._counts = dict(counts)
        self._sorted = sorted(self._counts)
        self._by_length: dict[int, list[str]] = {}
        self._by_fold: dict[str, list[str]] = {}
        for word in self._sorted:
            self._by_length.setdefault(len(word), []).append(word)
            folded = fold(word)
            if folded != word:
                self._by_fold.setdefault(folded, []).append(word)

    def __len__(self) -> int:
        return len(self._sorted)

    def frequency(self, word: str) -> int:
        return self._counts.get(word, 0)

    def with_prefix(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        begin = bisect_left(self._sorted, prefix)
        end = bisect_left(self._sorted, prefix + "\U0010ffff")
        return self._most_frequent(self._sorted[begin:end])[:limit]

    def within_distance(self, word: str, distance: int) -> list[tuple[str, int]]:
        """The nearest only: if a word is one edit away, those two edits away are left out."""
        lengths = range(len(word) - distance, len(word) + distance + 1)
        found: list[tuple[int, int, str]] = []
        for length in lengths:
            matches = process.extract(
                word, self._by_length.get(length, []), scorer=OSA.distance, score_cutoff=distance, limit=None
            )
            found += [(int(edits), -self._counts[near], near) for near, edits, _index in matches]
        found.sort()
        nearest = found[0][0] if found else 0
        return [(near, -count) for edits, count, near in found if edits == nearest and near != word]

    def folded(self, word: str) -> list[tuple[str, int]]:
        key = fold(word)
        words = self._by_fold.get(key, [])
        return self._most_frequent([*words, key] if key in self._counts else words)

    def _most_frequent(self, words: Iterable[str]) -> list[tuple[str, int]]:
        return sorted(((word, self._counts[word]) for word in words), key=lambda pair: (-pair[1], pair[0]))
