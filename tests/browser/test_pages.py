"""Every public page in both themes and forced colours, wide, narrow and printed; and usable without JavaScript."""

import pytest

from tests.browser.dataset import NOW

pytestmark = pytest.mark.needs("chromium")

SCREEN_ONLY = "header.top, footer.foot, .skip, .crumbs, .pager, .tabs, .notice--warning, form, button, video"
PLAN = f"/planer/1292-angelholm/biblioteksplan-{NOW - 1}/"
OLD = f"/planer/1292-angelholm/biblioteksplan-{NOW - 15}/"
PAGES = {
    "start": "/",
    "register": "/planer/",
    "register, nothing found": "/planer/?q=finnsinte",
    "register, refused": "/planer/?lan=99",
    "documents without text": "/planer/utan-text/",
    "owner": "/planer/1292-angelholm/",
    "owner in two roles": "/planer/0980-gotland/",
    "owner without a plan": "/planer/0114-upplands-vasby/",
    "owner with a draft": "/planer/1280-malmo/",
    "plan": PLAN,
    "older plan": OLD,
    "plan that is locked": f"/planer/0180-stockholm/biblioteksplan-{NOW - 1}/",
    "edition": f"{PLAN}1/",
    "reader": f"{PLAN}1/sida/2/",
    "reader, words": f"{PLAN}1/sida/2/?q=läsfrämjande",
    "reader, no hit": f"{PLAN}1/sida/2/?q=finnsinte",
    "reader, older": f"{OLD}1/sida/2/?q=minoriteter",
    "reader, poor text": f"/planer/1283-helsingborg/biblioteksplan-{NOW - 1}/1/sida/2/",
    "reader, sections": f"/planer/0382-osthammar/biblioteksplan-{NOW - 2}/1/sida/2/?q=barn",
    "search": "/sok/",
    "search, hits": "/sok/?q=läsfrämjande",
    "search, nothing": "/sok/?q=finnsinte",
    "search, information": "/sok/?q=läsfrämjande&source=information",
    "information": "/om-biblioteksplaner/",
    "information in English": "/en/om-biblioteksplaner/",
    "information in Yiddish": "/yi/om-biblioteksplaner/",
    "start in English": "/en/",
    "start in Yiddish": "/yi/",
    "accessibility": "/tillganglighet/",
    "accessibility, thanks": "/tillganglighet/?tack=1",
    "privacy": "/integritet/",
    "events": "/traffpunkt/",
    "event": "/traffpunkt/planer-som-anvands/",
    "event that is cancelled": "/traffpunkt/en-dag-om-planer/",
    "recording": "/traffpunkt/planer-som-anvands/bokbussen-i-planen/?t=60#t=60",
    "recording elsewhere": "/traffpunkt/planer-som-anvands/planen-i-budgeten/",
    "search, events": "/sok/?q=bokbussen&source=traffpunkt",
    "guidance": "/vagledning/",
    "guidance product": "/vagledning/skriva-en-plan/",
    "guidance, answering": "/vagledning/skriva-en-plan/svar/?val=ja",
    "guidance, thanks": "/vagledning/skriva-en-plan/svar/?tack=1",
    "guidance, printed": "/vagledning/skriva-en-plan/utskrift/",
    "guidance step": "/vagledning/skriva-en-plan/borja/",
    "guidance step, quote gone": "/vagledning/skriva-en-plan/samrada/",
    "search, guidance": "/sok/?q=lagen&source=vagledning",
    "search, summaries": "/sok/?q=läsning&source=sammanfattningar",
    "dialogue": "/erfarenheter/",
    "dialogue, refused": "/erfarenheter/?ar=1066",
    "experience": "/erfarenheter/sa-laste-vi-planen/",
    "proposal": "/erfarenheter/en-dag-om-barn/",
    "search, dialogue": "/sok/?q=barnen&source=erfarenheter",
    "reports": "/rapporter/",
    "reports, refused": "/rapporter/?ar=1066",
    "report": "/regioner/12-region-skane/sa-anvands-planerna-i-lanet/",
    "search, reports": "/sok/?q=läsfrämjande&source=rapporter",
    "regions": "/regioner/",
    "region": "/regioner/12-region-skane/",
    "region without pages": "/regioner/09-gotland/",
    "themes": "/teman/",
    "theme": "/teman/lasframjande/",
    "search, theme": "/sok/?tema=lasframjande",
    "signing in": "/logga-in/?next=/planer/",
    "signing in by code": "/logga-in/kod/",
    "forgotten password": "/konto/losenord/glomt/",
    "invitation that is closed": "/inbjudan/",
    "password needed": "/hemlig/",
    "not found": "/finns/inte/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_has_no_axe_violations_and_no_overflow_and_can_be_printed(open_page, faults_by_look, path):
    page = open_page(path)
    assert page.locator("html").get_attribute("lang") == ("en" if path.startswith("/en/") else "sv")
    assert faults_by_look(page) == {}

    page.emulate_media(media="print", color_scheme="dark", forced_colors="none")
    printed = [element.get_attribute("class") for element in page.locator(SCREEN_ONLY).all() if element.is_visible()]
    assert printed == []
    assert page.locator("h1").first.is_visible()
    assert page.locator("main").inner_text().strip() != ""


def test_search_hit_is_highlighted_without_javascript(open_page):
    page = open_page("/", javascript=False)
    page.get_by_role("searchbox").first.fill("läsfrämjande barnavårdscentralen")
    page.get_by_role("button", name="Sök").first.click()
    page.locator("[data-testid=hit] a").first.click()

    assert page.locator(".text mark").first.inner_text() == "läsfrämjande"
    assert page.locator("[data-testid=boxes] rect").count() == page.locator(".text mark").count()
    assert page.locator("[data-quote-text]").is_visible()


def test_menu_opens_without_javascript_on_narrow_screens(open_page):
    page = open_page("/", width=360, javascript=False)
    page.get_by_text("Meny").click()
    page.locator(".menu").get_by_role("link", name="Planer").click()

    assert page.locator("h1").inner_text() == "Biblioteksplaner i Sverige"


def test_escape_closes_the_menu_and_keeps_the_focus_on_its_button(open_page):
    page = open_page("/", width=360)
    page.get_by_text("Meny").click()
    page.locator(".menu").get_by_role("link", name="Planer").focus()
    page.keyboard.press("Escape")

    assert page.locator(".menu").get_attribute("open") is None
    assert page.evaluate("document.activeElement.textContent") == "Meny"


def test_a_press_beside_the_menu_closes_it(open_page):
    page = open_page("/", width=360)
    page.get_by_text("Meny").click()
    page.mouse.click(180, 880)

    assert page.locator(".menu").get_attribute("open") is None


def test_register_filter_works_without_javascript(open_page):
    page = open_page("/planer/", javascript=False)
    page.get_by_label("Namn").fill("ängel")
    page.get_by_role("button", name="Visa").click()

    assert page.locator("[data-testid=register-row] th").all_inner_texts() == ["Ängelholms kommun"]


def test_answer_without_a_choice_shows_an_error_and_keeps_input(open_page, faults):
    page = open_page("/vagledning/skriva-en-plan/")
    page.get_by_role("link", name="Delvis").click()
    assert page.get_by_role("group", name="Hjälpte detta?").get_by_label("Delvis").is_checked()
    page.goto(page.url.partition("?")[0])
    page.get_by_label("Vad saknas").fill("Fler exempel.")
    page.get_by_role("button", name="Skicka svaret").click()

    assert page.locator(".field__error").all_inner_texts() == ["Välj ja, delvis eller nej."]
    assert page.get_by_label("Vad saknas").input_value() == "Fler exempel."
    assert faults(page) == []


@pytest.mark.parametrize(
    ("path", "button", "names"),
    [("/logga-in/", "Logga in", ["login", "password"]), ("/hemlig/", "Visa sidan", ["password"])],
)
def test_fields_of_sign_in_tell_their_errors(open_page, path, button, names):
    page = open_page(path, javascript=False)
    page.get_by_role("button", name=button, exact=True).click()

    for name in names:
        field = page.locator(f"#id_{name}")
        described = [page.locator(f"#{key}").inner_text() for key in field.get_attribute("aria-describedby").split()]
        assert (field.get_attribute("aria-invalid"), described[-1]) == ("true", "Det här fältet är obligatoriskt")


@pytest.mark.parametrize(
    ("path", "values", "button"),
    [
        ("/logga-in/", {"login": "ingen@example.org", "password": "fel"}, "Logga in"),
        ("/hemlig/", {"password": "fel"}, "Visa sidan"),
    ],
)
def test_a_wrong_password_is_told_without_axe_violations(open_page, faults, path, values, button):
    page = open_page(path)
    for name, value in values.items():
        page.locator(f"#id_{name}").fill(value)
    page.get_by_role("button", name=button, exact=True).click()
    page.locator(".field__error").first.wait_for()

    assert (page.locator(".field__error").count(), faults(page)) == (1, [])


def test_next_hit_link_goes_to_the_next_page_with_a_hit(open_page):
    page = open_page(f"{PLAN}1/sida/2/?q=läsfrämjande")
    total = page.locator(".hitpages li").count()

    assert page.locator(".hitbar strong").inner_text() == f"1 av {total}"
    page.get_by_role("link", name="nästa träff").click()
    assert page.locator(".hitbar strong").inner_text() == f"2 av {total}"
    assert page.url.endswith("#traff-1")


def test_skip_link_and_search_work_by_keyboard(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("läsfrämjande")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/**")

    assert page.locator("[data-testid=plan-group]").count() >= 1


def test_contents_lead_to_the_heading(open_page):
    page = open_page(PLAN)
    page.get_by_role("link", name="Nationella minoriteter").click()

    assert page.url.endswith(f"{PLAN}1/sida/2/#rubrik-1")
    assert page.locator(":target").inner_text() == "Nationella minoriteter"


def test_the_image_of_a_page_can_be_enlarged(open_page):
    page = open_page(PAGES["reader"], javascript=False)
    page.get_by_role("link", name="Förstora").click()

    assert page.url.endswith(f"{PLAN}1/sida/2/bild/")


def test_arrow_keys_go_to_the_next_page(open_page):
    page = open_page(f"{PLAN}1/sida/2/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/sida/3/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/sida/2/")

    assert page.url.endswith(f"{PLAN}1/sida/2/")


def test_timeline_chart_bars_are_links_to_scale(open_page):
    page = open_page("/planer/1292-angelholm/")
    bars = page.locator(".strip__span")
    widths = [bar.locator("svg").bounding_box()["width"] for bar in bars.all()]

    assert bars.count() == 3
    assert widths[1] / widths[0] == pytest.approx(6 / 4, abs=0.02)
