"""Files that are sent in: stored as they came, read in the background, and asked what they say of themselves."""

from submissions.attachments.storage import store_file
from submissions.attachments.suggestions import Suggestion, suggestions

__all__ = ["Suggestion", "store_file", "suggestions"]
