"""What is typed in the form of each kind, for a municipality that has one plan."""

from __future__ import annotations

import uuid
from typing import Any

from submissions.choices import Kind

SHARED = {"title": "Läsning hos de yngsta", "text": "Vi vill veta mer.", "follow_up": "anvands"}
TYPED: dict[Kind, dict[str, Any]] = {
    Kind.PLAN: {
        "title": "Biblioteksplan 2027–2030",
        "starts": "1/1 2027",
        "ends": "2030-12-31",
        "decided_on": "8 december 2026",
        "body": "Kommunfullmäktige",
        "section": "§ 181",
        "dnr": "KS 2026/1092",
    },
    Kind.DECISION: {
        "decision_kind": "forlangning",
        "decided_on": "2026-11-24",
        "body": "kommunfullmäktige",
        "section": "98",
        "dnr": "",
        "new_end": "2028-12-31",
        "source_url": "https://www.osthammar.se/protokoll",
    },
    Kind.REPORT: {
        "title": "Så används planerna",
        "summary": "Alla läser dem.",
        "follow_up": "bada",
        "national_interest": "Det gäller alla.",
        "source_url": "https://www.osthammar.se/rapport",
    },
    Kind.CONTENT: SHARED,
    Kind.THEME: {**SHARED, "addressed_to": ["region", "nation"]},
    Kind.EXPERIENCE: {**SHARED, "lesson": "Fråga barnen först.", "author_role": "Bibliotekschef", "plan": ""},
    Kind.INVITATION: {**SHARED, "day": "2027-03-12", "time": "9.30–15", "place": "Östhammar"},
}
STORED = {  # what is stored where it is not what was typed
    Kind.PLAN: {"starts": "2027-01-01", "decided_on": "2026-12-08"},
    Kind.EXPERIENCE: {"plan": ""},
}


def button(name: str = "skicka", key: uuid.UUID | None = None, **typed: Any) -> dict[str, Any]:
    """What a browser sends of a form when a button is pressed."""
    return {"key": str(key or uuid.uuid4()), name: "", **typed}
