"""How the indexes stand to the database: counts, drift, age; and what is wrong, as sentences."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext as _

from search import reindex_queue
from search.engines import engines
from search.language import ANALYSER_VERSION
from search.sources import all_sources
from search.types import Engine, EngineAway, IndexStatus

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drift:
    """The records of one source in one index beside those in the database."""

    source: str
    expected: int
    held: int
    absent: frozenset[str]  # keys in the database that the index lacks
    surplus: frozenset[str]  # keys in the index that the database no longer has

    @property
    def any(self) -> bool:
        return bool(self.absent or self.surplus)


@dataclass(frozen=True, slots=True)
class Report:
    """One index: what its engine says of it, and how far it is from the database."""

    status: IndexStatus
    sources: tuple[Drift, ...]

    @property
    def shortcomings(self) -> list[str]:
        """What is wrong, as sentences; none when it is in step with the database."""
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
            if drift.any
        ]
        return found


def report(engine: Engine) -> Report:
    """Compare an index with the database, record by record.

    Raises:
        EngineAway: Its server does not answer.
    """
    return Report(engine.status(), tuple(_drift(engine, source.name, source.keys()) for source in all_sources()))


def _drift(engine: Engine, source: str, expected: set[str]) -> Drift:
    held = engine.keys(source)
    return Drift(source, len(expected), len(held), frozenset(expected - held), frozenset(held - expected))


def shortcomings() -> list[str]:
    """What is wrong with the indexes, as sentences; none when they are in step with the database."""
    found = [sentence for engine in engines() for sentence in report(engine).shortcomings]
    if behind := reindex_queue.count():
        found.append(_("%(behind)d changed records are not in the search index yet.") % {"behind": behind})
    return found


def health() -> list[str]:
    """As `shortcomings`, and a sentence when an index or the database cannot be asked at all."""
    try:
        return shortcomings()
    except EngineAway:
        logger.warning("A search server does not answer")
        return [_("The search server does not answer.")]
    except (DatabaseError, OSError, RuntimeError):
        logger.exception("The search index could not be asked")
        return [_("The search index cannot be read.")]
