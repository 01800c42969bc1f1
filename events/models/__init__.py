"""Event pages, their programme, schedule history and transcripts."""

from events.models.pages import EventHost, EventIndexPage, EventPage, EventPlan, EventRelatedPage
from events.models.programme import ProgrammeItem
from events.models.schedule_history import ScheduleChange
from events.recordings.models import TranscriptSegment

__all__ = [
    "EventHost",
    "EventIndexPage",
    "EventPage",
    "EventPlan",
    "EventRelatedPage",
    "ProgrammeItem",
    "ScheduleChange",
    "TranscriptSegment",
]
