"""The side trip through a shop's own search box, in the shapes that shops give it."""

import pytest

from auditor.core.records.journey import Search
from spiders.journey.boxes import search_box
from spiders.journey.steps.product import Product
from spiders.journey.steps.search import search
from spiders.journey.trail import Trail
from tests.journey.pages import Pages, on
from tests.shops.serving import Asked

pytestmark = pytest.mark.slow

GOODS = ("Storm Lantern", "Ship's Lantern", "Garden Lantern", "Pillar Candle")
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='160' height='160'/%3E"
FIELD = '<form action="/find"><input name="words" aria-label="Search our pots"><button>Search</button></form>'
BOX = f'<header><a href="/">Home</a>{FIELD}</header>'
HIDDEN = (
    '<header><a href="/">Home</a><button class="icon-search" onclick="document.querySelector(\'form\').hidden = false">'
    f"<svg></svg></button>{FIELD.replace('<form', '<form hidden')}</header>"
)
SUGGESTING = BOX + """<ul id="offers"></ul><script>document.querySelector("input").addEventListener("keyup", ({target}) => {
  document.querySelector("#offers").innerHTML = target.value.startsWith("Storm") ? "<li><a href='/p/0'>Storm Lantern, £12</a></li>" : "";
})</script>"""
BY_SCRIPT = """<header><a href="/">Home</a><input type="search" placeholder="Search"></header><script>
document.querySelector("input").addEventListener("keydown", ({key, target}) => key === "Enter" &&
  fetch("/find?words=" + encodeURIComponent(target.value)).then((answer) => answer.text()).then((html) => {
    document.querySelector("main").innerHTML = new DOMParser().parseFromString(html, "text/html").querySelector("main").innerHTML;
  }))
</script>"""


def listed(goods: list[str]) -> str:
    return "<ul>" + "".join(
        f'<li><a href="/p/{GOODS.index(name)}"><img src="{PICTURE}" width="160" height="160" alt="">{name}</a> £12.50</li>'
        for name in goods) + "</ul>"


def shop(head: str, *, helps: bool = False) -> Pages:
    """It finds whole words in names, and a number."""

    def found(asked: Asked) -> str | None:
        if asked.path != "/find":
            return None
        words = asked.query.get("words", "").lower().split()
        goods = [name for name in reversed(GOODS) if words == ["sl-20"] or any(word in name.lower().split() for word in words)]
        helped = '<p>Or look at our <a href="/c/lanterns">lanterns</a>.</p>' if helps else ""
        return f"{head}<main><h1>Results</h1>{listed(goods) if goods else f'<p>No results found.</p>{helped}'}</main>"

    return Pages({"/": f"{head}<main><h1>Lanterns</h1></main>"}, found)


def searched(pages: Pages, tmp_path, **options) -> Search | None:
    async def step(trail: Trail) -> Search | None:
        return await search(trail, trail.home, Product("Storm Lantern", f"{trail.home}p/0", None, False, number="SL-20"))

    return on(pages, tmp_path, step, **options)


def places(found: Search) -> dict:
    return {query.kind: (query.words, query.found_at, query.results, query.helped) for query in found.queries}


FOUND = {
    "name": ("Storm Lantern", 3, 3, None), "number": ("SL-20", 4, 4, None), "typo": ("Storm Lanyern", 1, 1, None),
    "nonsense": ("qxzvkwtf", None, 0, False),
}


@pytest.mark.parametrize(("head", "clicks"), [(BOX, 0), (HIDDEN, 1), (BY_SCRIPT, 0)])
def test_finds_the_product_by_name_and_number(head, clicks, tmp_path):
    found = searched(shop(head), tmp_path)
    assert found.clicks == clicks
    assert places(found) == FOUND
    for query in found.queries:
        assert 0 < query.took_ms < 5000
        assert (tmp_path / query.screenshot).is_file()


def test_keys_are_pressed_so_that_suggestions_come(tmp_path):
    found = searched(shop(SUGGESTING), tmp_path)
    assert [query.offered for query in found.queries] == [("Storm Lantern, £12",), (), ("Storm Lantern, £12",), ()]


def test_a_page_without_results_may_lead_on(tmp_path):
    found = searched(shop(BOX, helps=True), tmp_path)
    assert found.queries[-1].helped is True


def test_nothing_is_asked_where_robots_txt_forbids_it(tmp_path):
    pages = shop(BOX)
    assert searched(pages, tmp_path, allowed=lambda url: "/find" not in url) is None
    assert [path for _, path in pages.asked if path.startswith("/find")] == []


NO_BOXES = [
    '<form action="/news"><input type="email" name="q" placeholder="Your e-mail"><button>Subscribe</button></form>',
    '<form action="/news"><input name="address" placeholder="Get our newsletter"><button>OK</button></form>',
    '<form action="/track"><input name="order" aria-label="Order number"><button>Track</button></form>',
    '<form action="/login"><input name="q" aria-label="Search"><input type="password" name="p"></form>',
]


@pytest.mark.parametrize("html", NO_BOXES)
def test_other_fields_are_no_search_box(html, tmp_path, monkeypatch):
    monkeypatch.setattr("spiders.journey.trail.BLANK_S", 0.5)  # where nothing can be pressed, nothing more will come
    async def box(trail: Trail):
        return search_box((await trail.see()).sight)

    assert on(Pages({"/": html}), tmp_path, box) is None
