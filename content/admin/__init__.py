"""Extensions of the Wagtail admin that several apps use."""
