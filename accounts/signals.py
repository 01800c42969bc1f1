"""Signals of accounts.

Most are sent after something that leaves no row of its own, with `user` who did it and `organisation` it was about.
`own_data_asked` is sent with `user` when somebody asks what is held about them: an app above answers with the name of
a section and its rows, as JSON.
"""

from django.dispatch import Signal

invitation_sent = Signal()
invitation_revoked = Signal()
sign_in_unlocked = Signal()
own_data_asked = Signal()
