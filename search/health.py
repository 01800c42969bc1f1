"""Compares the indexes with the database: counts, drift, age, and problems as sentences."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext as _

from search import reindex_queue
from search.engines import engines
from search.language import ANALYSER_VERSION
from search.sources import all_sources
from search.types import Engine, EngineUnavailable, IndexStatus

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
        EngineUnavailable: Its server does not answer.
    """
    return IndexReport(engine.status(), tuple(_drift(engine, source.name, source.keys()) for source in all_sources()))


def _drift(engine: Engine, source: str, expected: set[str]) -> IndexDrift:
    held = engine.keys(source)
    return IndexDrift(source, len(expected), len(held), frozenset(expected - held), frozenset(held - expected))


def problems() -> list[str]:
    """Problems of all indexes as sentences; none when they match the database."""
    found = [sentence for engine in engines() for sentence in index_report(engine).problems]
    if behind := reindex_queue.count():
        found.append(_("%(behind)d changed records are not in the search index yet.") % {"behind": behind})
    return found


def health() -> list[str]:
    """As `problems`, with a sentence when an index or the database cannot be reached."""
    try:
        return problems()
    except EngineUnavailable:
        logger.warning("A search server does not answer")
        return [_("The search server does not answer.")]
    except (DatabaseError, OSError, RuntimeError):
        logger.exception("The search index could not be asked")
        return [_("The search index cannot be read.")]
