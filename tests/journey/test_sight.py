"""What the probe makes of markup that shops are really built of."""

import pytest
from playwright.async_api import Browser

from spiders.journey.finders import DEPARTMENT, rank
from spiders.journey.sight import Candidate, look
from tests.journey.chromium import UNGUARDED

ROW = '<a href="/birds">Birds</a> <a href="/boats">Boats</a> <a href="/letters">Letters</a>'
TILE = '<div class="t" style="cursor:pointer"><img width="90" height="90">{} £{}.00<button>♡</button></div>'
HIDDEN = '<ul style="display:none"><li><a href="/a">A</a><li><a href="/b">B</a></ul>'

REGIONS = [
    (f"<div><div>{ROW}</div></div><h1>Prints</h1>", "nav"),
    (f"<h1>Prints</h1><div>{ROW}</div>", "main"),
    (f"<div>We print them by hand, one by one: {ROW}</div><h1>Prints</h1>", "main"),
    (f'<div style="position:fixed;inset:0;background:#fff"><div>{ROW}</div></div><h1>Where are you?</h1>', "main"),
]


def candidates(html: str, most_wanted=None) -> list[Candidate]:
    """All that can be pressed on a page with this markup; or the ranking for an intent."""

    async def looked(browser: Browser) -> list[Candidate]:
        page = await browser.new_page()
        await page.route("**/*", lambda route: route.fulfill(body=f"<!doctype html><body>{html}", content_type="text/html"))
        await page.goto("http://127.0.0.1/")
        sight = (await look(page)).sight
        await page.close()
        return [each.candidate for each in rank(sight, most_wanted)] if most_wanted else list(sight.candidates)

    return UNGUARDED.run(looked)


@pytest.mark.parametrize(("html", "region"), REGIONS)
def test_a_row_of_links_above_the_heading_is_a_menu(html, region):
    assert {each.region for each in candidates(html)} == {region}


def test_boxes_that_a_script_opens_are_tiles():
    found = candidates(TILE.format("Heron", 20) + TILE.format("Swift", 30) + '<div style="cursor:pointer">£5.00 off</div>')
    assert [each.way.split()[0] for each in found if each.tile] == ["Heron", "Swift"]
    assert [each.tile for each in found if each.tag == "button"] == [False, False]


@pytest.mark.parametrize("head", ['<a href="#">Prints</a>', "<span>Prints</span>", '<button aria-expanded="false">Prints</button>'])
def test_a_department_is_known_by_the_links_that_it_hides(head):
    (found,) = candidates(f"<nav><ul><li>{head}{HIDDEN}</ul></nav><p>Text", DEPARTMENT)
    assert (found.name, found.folds) == ("Prints", 2)


def test_half_a_character_is_read_as_what_it_is():
    long = "a" * 79 + "\N{IZAKAYA LANTERN}" * 60  # cut in the middle of one, since scripts count such a letter as two
    names = [each.name for each in candidates(f'<a href=/a>{long}</a><script>document.title = "\\ud800 Lamps"</script>')]
    assert names
    assert "\ud83c" not in names[0]
