"""Render drafts to files, with the ground truth of what was written where."""
