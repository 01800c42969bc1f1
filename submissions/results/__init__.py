"""What an accepted case becomes: a plan or a decision in the register, or a draft of a page."""

from submissions.results.creation import make_result
from submissions.results.undo import undo_result

__all__ = ["make_result", "undo_result"]
