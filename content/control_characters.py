"""Control characters, which come with texts from other programs, never reach a field.

XML has no way to write them, so a single one would break the feed. PowerPoint writes a line break as a vertical tab.
"""

from __future__ import annotations

import re
from typing import Any

_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_OTHERS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def without_control_characters(text: str) -> str:
    """The text with a space for each break of other programs, and no other control character but tab and line end."""
    return _OTHERS.sub("", _BREAKS.sub(" ", text))


def clean_json(value: Any) -> Any:
    """The same value of JSON with all its texts cleaned, names of objects included."""
    if isinstance(value, str):
        return without_control_characters(value)
    if isinstance(value, list):
        return [clean_json(item) for item in value]
    if isinstance(value, dict):
        return {without_control_characters(name): clean_json(item) for name, item in value.items()}
    return value
