"""Places on the time axis: widths are years, gaps are gaps, extensions a part of their bar."""

import datetime as dt

import pytest

from library_plans.register.timeline_chart import Generation, draw

TODAY = dt.date(2026, 6, 1)


def generation(first, last, lane="plan", **values):
    return Generation(
        lane=lane,
        label=str(first),
        name=str(first),
        url="",
        starts=dt.date(first, 1, 1),
        ends=dt.date(last, 12, 31) if last else None,
        **values,
    )


def widths(strip):
    return [bar.span.width for bar in strip.lanes[0].bars]


def test_nothing_is_drawn_without_plans():
    assert draw([], TODAY).lanes == ()


def test_widths_are_years():
    four, eight = widths(draw([generation(2015, 2018), generation(2019, 2026)], TODAY))

    assert eight / four == pytest.approx(2, abs=0.01)
    assert four + eight == pytest.approx(100, abs=0.1)


def test_gap_is_as_wide_as_the_years_without_a_plan():
    strip = draw([generation(2011, 2014), generation(2019, 2026)], TODAY)

    assert [round(gap.width) for gap in strip.lanes[0].gaps] == [25]


def test_few_days_between_two_plans_are_no_gap():
    late = Generation("plan", "", "", "", dt.date(2023, 1, 20), dt.date(2026, 12, 31))

    assert draw([generation(2019, 2022), late], TODAY).lanes[0].gaps == ()


def test_extension_is_the_hatched_part_of_its_bar():
    strip = draw([generation(2019, 2022, extended_to=dt.date(2023, 12, 31))], TODAY)

    assert round(strip.lanes[0].bars[0].extension.width) == 20


def test_plan_is_cut_where_the_next_begins():
    strip = draw([generation(2015, 2018, extended_to=dt.date.max), generation(2019, 2022)], TODAY)
    first, second = strip.lanes[0].bars

    assert first.span.end == second.span.x


def test_open_ended_plan_reaches_the_end_of_the_axis():
    bar = draw([generation(2019, None)], TODAY).lanes[0].bars[0]

    assert (bar.span.end, bar.open_ended) == ("100.00%", True)


def test_each_kind_has_a_lane_the_fullest_first():
    strip = draw([generation(2023, 2026, "skola"), generation(2019, 2022), generation(2023, 2026)], TODAY)

    assert [lane.title for lane in strip.lanes] == ["plan", "skola"]


def test_years_are_marked_at_even_steps():
    assert [year for _place, year in draw([generation(2008, 2011)], TODAY).ticks] == [2010, 2015, 2020, 2025]


@pytest.mark.parametrize("first", [1, 9000])
def test_odd_years_are_drawn_too(first):
    assert [len(lane.bars) for lane in draw([generation(first, first)], TODAY).lanes] == [1]
