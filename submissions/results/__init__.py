"""What an accepted case becomes: a plan or a decision in the register, or a draft of a page."""

from submissions.results.creation import make_result
from submissions.results.news import make_news, publish_news
from submissions.results.undo import undo_result

__all__ = ["make_news", "make_result", "publish_news", "undo_result"]
