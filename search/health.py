"""Compares the indexes with the database: counts, drift, age, and problems as sentences."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search import reindex_queue
from search.engines import engines
from search.language import ANALYSER_VERSION
from search.sources import all_sources
from search.types import Engine, EngineUnavailable, IndexBroken, IndexMissing, IndexStatus

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexDrift:
    """The records of one source in one index beside those in the database."""

    source: str
    expected: int
    held: int
    absent: frozenset[str]  # keys in the database that the index lacks
    surplus: frozenset[str]  # keys in the index that the database no longer has

    @property
    def exists(self) -> bool:
        return bool(self.absent or self.surplus)


@dataclass(frozen=True, slots=True)
class IndexReport:
    """The state of one index: its statistics and its drift from the database."""

    status: IndexStatus
    sources: tuple[IndexDrift, ...]

    @property
    def problems(self) -> list[str]:
        """Problems as sentences; none when the index matches the database."""
        if self.status.missing:
            return [_("The search index is missing.")]
        found = []
        if self.status.analyser != ANALYSER_VERSION:
            found.append(
                _("The search index was built by version %(old)d of the analysis; this is version %(new)d.")
                % {"old": self.status.analyser, "new": ANALYSER_VERSION}
            )
        found += [
            _("The search index of %(source)s lacks %(absent)d records and holds %(surplus)d that are no more.")
            % {"source": drift.source, "absent": len(drift.absent), "surplus": len(drift.surplus)}
            for drift in self.sources
            if drift.exists
        ]
        return found


def index_report(engine: Engine) -> IndexReport:
    """Compare an index with the database, record by record.

    Raises:
        EngineUnavailable: It cannot be asked.
    """
    return IndexReport(engine.status(), tuple(_drift(engine, source.name, source.keys()) for source in all_sources()))


def _drift(engine: Engine, source: str, expected: set[str]) -> IndexDrift:
    held = engine.keys(source)
    return IndexDrift(source, len(expected), len(held), frozenset(expected - held), frozenset(held - expected))


@dataclass(frozen=True, slots=True)
class SearchHealth:
    """`state` is "up", "behind" when an index differs from the database, or "down" when none can be searched."""

    state: str
    notes: list[str]


def search_health() -> SearchHealth:
    """What is wrong with the indexes, as sentences, and whether readers can search all the same."""
    notes: list[str] = []
    answering = False
    for engine in engines():
        try:
            report = index_report(engine)
            answering |= not report.status.missing
            notes += report.problems
        except EngineUnavailable as error:
            logger.warning("A search engine does not answer: %s", error)
            notes.append(unavailability(error))
    notes += _queue_problems()
    return SearchHealth(("behind" if notes else "up") if answering else "down", notes)


def problems() -> list[str]:
    """What a rebuild amends, as sentences; none when all indexes match the database.

    Raises:
        EngineUnavailable: A server does not answer.
    """
    found = []
    for engine in engines():
        try:
            found += index_report(engine).problems
        except IndexBroken as error:
            found.append(unavailability(error))
    return found + _queue_problems()


def unavailability(error: EngineUnavailable) -> str:
    """Why an engine does not answer, as a sentence that names no host."""
    if isinstance(error, IndexMissing):
        return _("The search index is missing.")
    if isinstance(error, IndexBroken):
        return _("The search index is broken.")
    return _("The search server does not answer.")


def _queue_problems() -> list[str]:
    behind = reindex_queue.count()
    return [_("%(behind)d changed records are not in the search index yet.") % {"behind": behind}] if behind else []
