"""What Chromium tells a screen reader: roles, names, states and the order of focus on the pages that are used most."""

import pytest

from tests.browser.accessibility_tree import Node, focus_order, tree, with_role
from tests.browser.dataset import NOW
from tests.browser.test_pages import PAGES, PLAN

pytestmark = pytest.mark.needs("chromium")

REGIONS = ("banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search")
CONTROLS = ("button", "checkbox", "combobox", "link", "radio", "searchbox", "textbox", "DisclosureTriangle")
RESULTS = "/sok/?q=läsfrämjande&niva=kommun&scope=alla"


@pytest.mark.parametrize("path", [RESULTS, PAGES["register"], PAGES["reader, words"], PAGES["plan"], PAGES["start"]])
def test_every_control_has_a_name_and_every_region_one_of_its_own(open_page, path):
    page = open_page(path)
    regions = [(node.role, node.name) for node in with_role(page, *REGIONS)]

    assert [node for node in with_role(page, *CONTROLS, "heading") if not node.name] == []
    assert sorted(set(regions)) == sorted(regions)


def test_filters_are_named_groups_of_checkboxes_and_radio_buttons(open_page):
    told = with_role(open_page(RESULTS), "group", "radio", "checkbox")
    level = told.index(Node("group", "Nivå"))

    assert told[level : level + 3] == [
        Node("group", "Nivå"),
        Node("checkbox", "Kommun 7", ("checked true",)),
        Node("checkbox", "Region 1", ("checked false",)),
    ]
    assert [node for node in told if node.role == "radio" and "checked true" in node.states] == [
        Node("radio", "Alla planer, även äldre", ("checked true",)),
        Node("radio", "Bästa träff", ("checked true",)),
    ]


@pytest.mark.parametrize(("width", "first"), [(360, "DisclosureTriangle: Filter 1 valt"), (1280, "radio: ")])
def test_filters_come_before_the_results_in_the_order_of_focus(open_page, width, first):
    order = focus_order(open_page(RESULTS, width=width), 60)
    filters = next(place for place, name in enumerate(order) if name.startswith(first))
    results = next(place for place, name in enumerate(order) if name.startswith("link: Biblioteksplan 2"))
    searching = order.index("combobox: Sök i planerna")

    assert searching < filters < results


def test_the_filters_can_be_skipped_by_keyboard(open_page):
    page = open_page(RESULTS)
    page.get_by_role("link", name="Hoppa över filtren").press("Enter")

    assert focus_order(page, 1) == ["link: Fäll ut alla"]


def test_links_of_hits_say_which_page_of_what(open_page):
    links = [node.name for node in with_role(open_page("/sok/?q=läsfrämjande&kommun=1292"), "link")]
    title = f"Biblioteksplan {NOW - 1}–{NOW + 2}, Ängelholms kommun"

    assert [name.replace(" ,", ",") for name in links if title in name] == [
        *(f"sida {number}, {title}" for number in (3, 4, 5)),
        f"Visa alla 11 sidor, {title}",
    ]


def test_the_reader_tells_its_headings_and_its_image(open_page):
    page = open_page(PAGES["reader"])
    told = tree(page)
    names = {role: [node.name for node in told if node.role == role] for role in ("heading", "image", "link")}

    assert "Nationella minoriteter" in names["heading"]
    assert names["image"] == ["sida 2 (tryckt 1) som den ser ut i originalet"]
    assert [name for name in names["link"] if name.endswith("Förstora")] == [f"{names['image'][0]} Förstora"]
    following = [name for name in names["link"] if name.startswith("sida 3")]
    assert following == [f"sida 3 , Biblioteksplan {NOW - 1}–{NOW + 2} ›"]


def test_bars_of_the_timeline_are_told_by_what_stands_in_them(open_page):
    links = [node.name for node in with_role(open_page(PLAN), "link")]

    assert [name for name in links if name.startswith(f"{NOW - 7}–{NOW - 4} förlängd till {NOW - 2}, Biblioteksplan")]


def test_the_register_is_a_table_with_named_columns(open_page):
    told = with_role(open_page("/planer/?lan=12"), "table", "columnheader", "rowheader")

    assert [node.role for node in told].count("table") == 1
    assert [node.name for node in told if node.role == "columnheader"][:3] == [
        "Kommun eller region", "Status", "Aktuell (KB)",
    ]  # fmt: skip
    assert "Ängelholms kommun" in [node.name for node in told if node.role == "rowheader"]
