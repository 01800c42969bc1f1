"""Sent after something that leaves no row of its own, with `user` who did it and `organisation` that it was about."""

from django.dispatch import Signal

invitation_sent = Signal()
invitation_revoked = Signal()
sign_in_unlocked = Signal()
