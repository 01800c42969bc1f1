"""References to places in plans: edition, page, words."""
