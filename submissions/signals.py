"""Sent at the end of the transaction that changes a case, with `submission` (a `Submission`) and `event` (its
`SubmissionEvent`): what a receiver stores, a task to send a mail among it, is there with the change or not at all.
A receiver sends nothing out of the database itself.
"""

from django.dispatch import Signal

submission_changed = Signal()
