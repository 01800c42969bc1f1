"""The texts of several steps, fetched at once: a chooser block asks once a text, however many it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.blocks import StreamValue


def bodies(steps: Sequence[Any]) -> list[StreamValue]:
    """The body of each step."""
    if not steps:
        return []
    block = steps[0].body.stream_block
    every = list(StreamValue(block, [row for step in steps for row in step.body.raw_data], is_lazy=True))
    texts, first = [], 0
    for step in steps:
        last = first + len(step.body.raw_data)
        texts.append(StreamValue(block, [(child.block_type, child.value) for child in every[first:last]]))
        first = last
    return texts
