"""Places on the time axis: widths are years, gaps are gaps, extensions a part of their bar."""

import datetime as dt

import pytest

from library_plans.register.timeline_chart import ChartPlan, make_chart

TODAY = dt.date(2026, 6, 1)


def chart_plan(first, last, kind="plan", **values):
    return ChartPlan(
        kind=kind,
        label=str(first),
        name=str(first),
        url="",
        starts=dt.date(first, 1, 1),
        ends=dt.date(last, 12, 31) if last else None,
        **values,
    )


def widths(chart):
    return [bar.span.width for bar in chart.rows[0].bars]


def test_nothing_is_drawn_without_plans():
    assert make_chart([], TODAY).rows == ()


def test_widths_are_years():
    four, eight = widths(make_chart([chart_plan(2015, 2018), chart_plan(2019, 2026)], TODAY))

    assert eight / four == pytest.approx(2, abs=0.01)
    assert four + eight == pytest.approx(100, abs=0.1)


def test_gap_is_as_wide_as_the_years_without_a_plan():
    chart = make_chart([chart_plan(2011, 2014), chart_plan(2019, 2026)], TODAY)

    assert [round(gap.width) for gap in chart.rows[0].gaps] == [25]


def test_few_days_between_two_plans_are_no_gap():
    late = ChartPlan("plan", "", "", "", dt.date(2023, 1, 20), dt.date(2026, 12, 31))

    assert make_chart([chart_plan(2019, 2022), late], TODAY).rows[0].gaps == ()


def test_extension_is_the_hatched_part_of_its_bar():
    chart = make_chart([chart_plan(2019, 2022, extended_to=dt.date(2023, 12, 31))], TODAY)

    assert round(chart.rows[0].bars[0].extension.width) == 20


def test_plan_is_cut_where_the_next_begins():
    chart = make_chart([chart_plan(2015, 2018, extended_to=dt.date.max), chart_plan(2019, 2022)], TODAY)
    first, second = chart.rows[0].bars

    assert first.span.end == second.span.x


def test_open_ended_plan_reaches_the_end_of_the_axis():
    bar = make_chart([chart_plan(2019, None)], TODAY).rows[0].bars[0]

    assert (bar.span.end, bar.open_ended) == ("100.00%", True)


def test_each_kind_has_a_row_the_fullest_first():
    chart = make_chart([chart_plan(2023, 2026, "skola"), chart_plan(2019, 2022), chart_plan(2023, 2026)], TODAY)

    assert [row.title for row in chart.rows] == ["plan", "skola"]


def test_years_are_marked_at_even_steps():
    assert [year for _place, year in make_chart([chart_plan(2008, 2011)], TODAY).ticks] == [2010, 2015, 2020, 2025]


@pytest.mark.parametrize("first", [1, 9000])
def test_years_at_the_ends_of_the_calendar_are_drawn(first):
    assert [len(row.bars) for row in make_chart([chart_plan(first, first)], TODAY).rows] == [1]
