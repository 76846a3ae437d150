"""The report in a real browser: quiet, self-contained, usable by keyboard and by everyone, from 320 px to paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from reports.html import render
from tests.golden import audits
from tests.golden.screens import draw_screens

pytestmark = pytest.mark.slow

KINDS = ("rich", "bare", "perfect", "no_shop")
WIDTHS = (320, 390, 1440)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
WIDER_THAN_WINDOW = """[...document.querySelectorAll('body *')].filter(element =>
    !element.closest('.scroll, .sr, .skip, svg') && element.getBoundingClientRect().right > innerWidth + 1)
    .map(element => element.outerHTML.slice(0, 120))"""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Path:
    """A folder with the report of each golden audit."""
    folder = tmp_path_factory.mktemp("reports")
    draw_screens(folder)
    for kind in KINDS:
        (folder / f"{kind}.html").write_text(render(getattr(audits, kind)(), folder), encoding="utf-8")
    return folder


@pytest.fixture
def open_report(browser: Browser, reports: Path) -> Iterator[Open]:
    """Opens a report in a window of its own; whatever the window complains of or asks for fails the test in the end."""
    heard: list[str] = []
    contexts = []

    def open_it(kind: str = "rich", width: int = 1440, *, hash: str = "", **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        address = (reports / f"{kind}.html").as_uri()
        page.on("request", lambda request: request.url.startswith(("data:", address)) or heard.append(request.url))
        page.goto(address + hash)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not heard


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(open_report: Open, kind, width):
    page = open_report(kind, width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(WIDER_THAN_WINDOW) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_everyone_can_use_it(open_report: Open, width, scheme):
    page = open_report("rich", width, color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []


@pytest.mark.parametrize("kind", ["bare", "perfect", "no_shop"])
def test_everyone_can_use_a_report_with_gaps(open_report: Open, kind):
    page = open_report(kind)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def test_the_chosen_scheme_is_readable_against_the_systems(open_report: Open):
    page = open_report("rich", color_scheme="dark")
    page.get_by_role("button", name="Light").click()
    expect(page.get_by_role("button", name="Dark")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 249, 245)"
    assert violations(page) == []


def test_the_first_screen_holds_score_and_mends(open_report: Open):
    page = open_report()
    assert page.locator(".together").bounding_box()["y"] < 900


def test_ticking_tells_the_score_that_follows(open_report: Open):
    page = open_report()
    told = page.locator("#sum")
    expect(told).to_have_text("All five: 77, Good.")
    page.locator("#mend-2").check()
    expect(told).to_have_text("Still 60: a blocker is open. The checks would add up to 68.")
    expect(page.locator("#next-value")).to_have_text("60")
    page.locator("#mend-1").check()
    expect(told).to_have_text("2 of 5: 73, Needs work.")
    expect(page.locator("#next-pin")).to_have_attribute("x", "73%")
    for number in (3, 4, 5):
        page.locator(f"label[for=mend-{number}]").click()
    expect(told).to_have_text("5 of 5: 77, Good.")
    for number in range(1, 6):
        page.locator(f"#mend-{number}").uncheck()
    expect(told).to_have_text("All five: 77, Good.")
    expect(page.locator("#next-value")).to_have_text("69")


def test_filters_work_by_keyboard_and_stay_in_the_address(open_report: Open):
    page = open_report()
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Minor")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Marketing")
    expect(page.locator("#tally")).to_have_text("3 of 24 findings")
    assert page.evaluate("location.hash") == "#findings?severity=minor&team=marketing"
    page.reload()
    expect(page.locator("#tally")).to_have_text("3 of 24 findings")
    page.get_by_role("button", name="Clear filters").press("Enter")
    expect(page.locator("#tally")).to_have_text("24 of 24 findings")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_search_looks_into_codes_and_texts_and_owns_up_to_finding_nothing(open_report: Open):
    page = open_report()
    page.get_by_role("searchbox").fill("lnk-01")
    expect(page.locator(".card:visible")).to_have_count(1)
    page.get_by_role("searchbox").fill("out-of-print-3")
    expect(page.locator(".card:visible")).to_have_count(1)
    page.get_by_role("searchbox").fill("zebra?&#")
    expect(page.get_by_text("No finding matches.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("searchbox")).to_have_value("zebra?&#")


def test_a_teams_name_leads_to_its_list(open_report: Open):
    page = open_report()
    page.get_by_role("link", name="Legal").click()
    expect(page.locator(".card:visible")).to_have_count(1)
    page.locator("#p-speed summary").click()
    page.locator("#p-speed").get_by_role("link", name="3 findings").click()
    expect(page.locator(".card:visible")).to_have_count(3)


def test_a_deep_link_opens_its_card_even_if_filtered_away(open_report: Open):
    page = open_report(hash="#f-LNK-01")
    expect(page.locator("#f-LNK-01")).to_have_attribute("open", "")
    expect(page.locator("#f-LNK-01 h3")).to_be_in_viewport()
    page.get_by_role("searchbox").fill("zebra")
    page.locator(".mend a").first.click()
    expect(page.locator("#f-JRN-02 .card-body")).to_be_visible()


def test_cards_open_and_close_together(open_report: Open):
    page = open_report()
    page.get_by_role("button", name="Open all").click()
    expect(page.locator(".card[open]")).to_have_count(24)
    page.get_by_role("button", name="Close all").click()
    expect(page.locator(".card[open]")).to_have_count(0)


def test_a_finding_can_be_copied_as_an_issue(open_report: Open):
    page = open_report(hash="#f-LNK-01", permissions=["clipboard-read", "clipboard-write"])
    card = page.locator("#f-LNK-01")
    card.get_by_role("button", name="Copy as issue").click()
    expect(card.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("17 links lead to pages that do not exist\n")
    assert "/catalogue/out-of-print-0_100/" in copied
    card.get_by_role("button", name="Copy link").click()
    expect(card.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").endswith("rich.html#f-LNK-01")


def test_addresses_become_links_to_the_shop_and_nothing_else_does(open_report: Open):
    page = open_report(hash="#f-SPD-01")
    links = page.locator("#f-SPD-01 ul.where a")
    expect(links.first).to_have_attribute("href", "https://lanternbooks.example/product/0/")
    assert open_report("bare").locator("ul.where a").count() == 0


def test_without_scripts_all_is_there_to_read_and_no_dead_control(open_report: Open):
    page = open_report(java_script_enabled=False)
    expect(page.locator("form, input, button").locator("visible=true")).to_have_count(0)
    page.locator("#f-SPD-01 summary").click()
    expect(page.locator("#f-SPD-01 .text")).to_be_visible()


def test_on_paper_blockers_are_open_and_tools_are_gone(open_report: Open):
    page = open_report(color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator("#f-JRN-02 .text")).to_be_visible()
    expect(page.locator("#f-SEO-01 .text")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_role("heading", name="In this report")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    paper = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    assert 5 < paper.count(b"/Type /Page\n") < 20
