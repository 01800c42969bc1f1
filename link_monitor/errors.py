"""The error of a visit that ended without an answer that can be judged."""

from __future__ import annotations

from link_monitor.choices import Outcome


class VisitFailed(Exception):
    """Says what was found instead; `detail` is a short text such as an address or a reason in English."""

    def __init__(self, outcome: Outcome, detail: str = "") -> None:
        super().__init__(outcome, detail)
        self.outcome = outcome
        self.detail = detail
