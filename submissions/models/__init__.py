"""Models of cases."""

from submissions.models.access_links import AccessLink
from submissions.models.attachments import Attachment
from submissions.models.cases import Submission
from submissions.models.contacts import Contact
from submissions.models.drafts import SubmissionDraft
from submissions.models.numbers import CaseCounter
from submissions.models.timeline import Comment, SubmissionEvent
from submissions.models.visits import DeskVisit

__all__ = [
    "AccessLink",
    "Attachment",
    "CaseCounter",
    "Comment",
    "Contact",
    "DeskVisit",
    "Submission",
    "SubmissionDraft",
    "SubmissionEvent",
]
