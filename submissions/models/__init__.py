"""Models of cases."""

from submissions.models.attachments import Attachment
from submissions.models.cases import Submission
from submissions.models.contacts import Contact
from submissions.models.numbers import CaseCounter
from submissions.models.timeline import Comment, SubmissionEvent

__all__ = ["Attachment", "CaseCounter", "Comment", "Contact", "Submission", "SubmissionEvent"]
