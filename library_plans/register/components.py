"""Components of the register's pages."""

from dataclasses import dataclass
from typing import Any, ClassVar

from content.components import DataclassComponent
from library_plans.register.timeline_chart import ChartRow, TimelineChart

TOP = 22  # room for the word "today", in CSS pixels
ROW_TITLE = 22
BAR = 60
ROW_GAP = 14
AXIS = 26


@dataclass(frozen=True)
class TimelineChartComponent(DataclassComponent):
    """An owner's plans drawn to scale. Draws nothing without a plan whose start is known."""

    template_name: ClassVar[str] = "library_plans/components/timeline_chart.html"

    chart: TimelineChart

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        titled = len(self.chart.rows) > 1
        step = BAR + ROW_GAP + (ROW_TITLE if titled else 0)
        rows: list[tuple[ChartRow, int, int]] = []
        for index, row in enumerate(self.chart.rows):
            top = TOP + index * step
            rows.append((row, top + 14, top + (ROW_TITLE if titled else 0)))
        floor = TOP + len(rows) * step
        return {
            "chart": self.chart,
            "titled": titled,
            "rows": [(row, title_y, bar_y, bar_y + BAR // 2) for row, title_y, bar_y in rows],
            "bar_height": BAR,
            "floor": floor - 4,
            "year_y": floor + 14,
            "height": floor + AXIS,
        }
