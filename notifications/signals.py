"""Sent when a mail came back, with `notice`: in the transaction that notes it, so a receiver may store what follows."""

from django.dispatch import Signal

notice_bounced = Signal()
