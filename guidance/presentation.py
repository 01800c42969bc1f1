"""How guidance is shown on one page for printing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.blocks import StreamValue


def step_bodies(steps: Sequence[Any]) -> list[StreamValue]:
    """The body of each step, in their order.

    All blocks go through one StreamValue: chooser blocks then load the objects of every step with one query.
    """
    if not steps:
        return []
    block = steps[0].body.stream_block
    children = list(StreamValue(block, [row for step in steps for row in step.body.raw_data], is_lazy=True))
    bodies, start = [], 0
    for step in steps:
        end = start + len(step.body.raw_data)
        bodies.append(StreamValue(block, [(child.block_type, child.value) for child in children[start:end]]))
        start = end
    return bodies
