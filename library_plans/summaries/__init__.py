"""Summaries of plans: a Wagtail page for each, shown on the plan's own page."""
