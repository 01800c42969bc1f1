"""Pieces of the plans' own pages."""

from dataclasses import dataclass
from typing import Any, ClassVar

from content.components import Piece
from library_plans.register.timeline_chart import Lane, Strip

TOP = 22  # room for the word "today", in CSS pixels
LANE_TITLE = 22
BAR = 60
LANE_GAP = 14
AXIS = 26


@dataclass(frozen=True)
class GenerationStrip(Piece):
    """A plan's life to scale: widths are years, gaps are gaps. Draws nothing without a plan whose start is known."""

    template_name: ClassVar[str] = "library_plans/components/generation_strip.html"

    strip: Strip

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        titled = len(self.strip.lanes) > 1
        step = BAR + LANE_GAP + (LANE_TITLE if titled else 0)
        rows: list[tuple[Lane, int, int]] = []
        for index, lane in enumerate(self.strip.lanes):
            top = TOP + index * step
            rows.append((lane, top + 14, top + (LANE_TITLE if titled else 0)))
        floor = TOP + len(rows) * step
        return {
            "strip": self.strip,
            "titled": titled,
            "rows": [(lane, title_y, bar_y, bar_y + BAR // 2) for lane, title_y, bar_y in rows],
            "bar_height": BAR,
            "floor": floor - 4,
            "year_y": floor + 14,
            "height": floor + AXIS,
        }
