"""Visits what plans and pages link to on other websites, politely, and tells what is lost or replaced."""
