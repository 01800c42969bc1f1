"""Redaction of words, pages and editions in every output."""
