"""Summaries of plans: a Wagtail page for each, read on the plan's own page."""
