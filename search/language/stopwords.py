"""Swedish words that carry no meaning alone: left out when any word may match, and never suggested."""

from pathlib import Path

STOP_WORDS = frozenset(Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").split())
