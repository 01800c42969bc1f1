"""What is done with cases, a function for each verb: the only way in which a case changes.

Each function is one transaction: it locks the case, asks `submissions.rules`, changes the row, adds an event and sends
`submissions.signals.submission_changed`. It returns the case as it then is.

Every function but `receive` takes the case, then `user`, the one who acts (None for nobody with an account, and for the
scheduler), and `seen`, the `version` that the form showed: when the case has another one by now it is refused.

Raises `submissions.refusals.Refused`, whose text is a sentence for the one who tried; nothing is stored then.
"""

from submissions.workflow.answers import complete, withdraw
from submissions.workflow.decisions import accept, decline, mark_done, publish, void
from submissions.workflow.disposal import dispose
from submissions.workflow.intake import ContactDetails, receive
from submissions.workflow.review import ask_completion, assign, comment, endorse, pass_to_kb, take_up

__all__ = [
    "ContactDetails",
    "accept",
    "ask_completion",
    "assign",
    "comment",
    "complete",
    "decline",
    "dispose",
    "endorse",
    "mark_done",
    "pass_to_kb",
    "publish",
    "receive",
    "take_up",
    "void",
    "withdraw",
]
