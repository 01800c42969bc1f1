"""Outbox, log of mail and reply templates in the admin."""
