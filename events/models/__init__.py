"""Events, their programme, and the history of their schedule."""

from events.models.pages import EventHost, EventIndexPage, EventPage, EventPlan, EventRelated, with_arrangers
from events.models.programme import ProgrammeItem
from events.models.schedule_history import DateLogEntry
from events.recordings.models import TranscriptSegment

__all__ = [
    "DateLogEntry",
    "EventHost",
    "EventIndexPage",
    "EventPage",
    "EventPlan",
    "EventRelated",
    "ProgrammeItem",
    "TranscriptSegment",
    "with_arrangers",
]
