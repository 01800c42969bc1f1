"""Extracts pages and passages from the bytes of a file. Free of Django and of the database."""
