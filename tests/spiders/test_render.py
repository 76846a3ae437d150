"""Rendering: what only scripts make is found, nothing is rendered that needs none, and no page harms anyone by it."""

import json
import os
import random
import sqlite3
import time

import pytest

from auditor.core.records import Comparison
from spiders.rendering.compare import comparison, contents, has_more
from spiders.rendering.guard import RenderGuard
from tests.running import LOOKING_ONLY, Run, auditor
from tests.serving import Answer, Served, page, redirect, serving
from tests.spiders.test_kill import await_requests, started
from tests.spiders.test_render_hostile import in_a_hurry

JSON = {"Content-Type": "application/json"}
KETTLES = 12
TEXT = "<p>We hammer kettles of copper for people who like their tea hot and their kitchens quiet.</p>" * 4
HOME = page(f"<nav><a href=/category/kettles>Kettles</a> <a href=/category/pans>Pans</a> <a href=/about>About</a></nav><main>{TEXT}</main>")
LISTED = """<main><h1>Kettles</h1><ul id=list></ul></main><script>
fetch("/api/kettles.json").then((answer) => answer.json()).then((all) => {
  list.innerHTML = all.map((at) => `<li><a href="${at}">Kettle ${at}</a> 20 EUR</li>`).join("");
});</script>"""
SHELL = """<div id=root></div><script>
const paths = Array.from({length: 6}, (_, number) => `/kettle-${number}`);
const views = {"/": () => paths.map((path) => `<li><a href="${path}">${path.slice(1)}</a></li>`).join("")};
const kettle = () => `<h1>Kettle ${location.pathname}</h1><p>20 EUR</p><button>Add to cart</button>` +
  "<p>It is of hammered copper, lined with tin, and holds one litre of water for four cups of tea, or six of espresso.</p>".repeat(3);
const show = () => { root.innerHTML = `<main>${(views[location.pathname] || kettle)()}</main>`; };
addEventListener("popstate", show);
root.addEventListener("click", (event) => { event.preventDefault(); history.pushState({}, "", event.target.href); show(); });
show();</script>"""


def product(path: str) -> Answer:
    return page(f"<main><h1>Kettle {path}</h1><p class=price>20 EUR</p><form><button>Add to cart</button></form>{TEXT}</main>", title=path)


def scripted_lists(path: str) -> Answer | None:
    """A shop whose lists are filled by script, whose other pages are sent whole."""
    if path.startswith("/p/") and path[3:].isdigit():
        return product(path)
    if path == "/api/kettles.json":
        return Answer(json.dumps([f"/p/{number}" for number in range(KETTLES)]).encode(), headers=JSON)
    return {"/": HOME, "/about": page(f"<main><h1>About us</h1>{TEXT}</main>")}.get(path) or (
        page(LISTED, title="Kettles") if path.startswith("/category/") and path.count("/") == 2 and path[10:].isalpha() and len(path) < 20 else None)


def rendered(url: str, folder, *arguments: object, **options: object) -> Run:
    return auditor("audit", url, "--out", folder, "--quiet", "--loopback-only", *LOOKING_ONLY, *arguments, **options)


def outcome(run: Run, folder) -> tuple[dict, dict[str, dict]]:
    """audit.json and the pages by their paths."""
    assert run.code == 0, run.err
    assert run.err == ""
    audit = json.loads((folder / "audit.json").read_text())
    return audit, {"/" + one["url"].split("/", 3)[3]: one for one in auditor("pages", folder, "--json").json}


def documents(shop: Served, path: str) -> int:
    return shop.requests.count(("GET", path))


@pytest.mark.slow
def test_lists_that_scripts_fill_are_rendered_and_nothing_else(tmp_path):
    with serving(scripted_lists) as shop:
        audit, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto"), tmp_path / "a")
    products = [path for path, one in pages.items() if one["kind"] == "product"]
    assert sorted(products) == sorted(f"/p/{number}" for number in range(KETTLES))
    assert {path for path, one in pages.items() if one["rendered"]} == {"/category/kettles", "/category/pans"}
    assert sum(documents(shop, path) == 2 for path in products) == 2
    told = {one["template"]: one for one in audit["rendering"]["templates"]}
    assert {name for name, one in told.items() if one["needed"]} == {"category"}
    assert (told["category"]["links_sent"], told["category"]["links_shown"]) == (0, 2 * KETTLES)
    assert audit["rendering"]["pages"] == 2
    assert "Only scripts fill category pages, so 2 pages were read as a browser shows them" in (tmp_path / "a/report.html").read_text()
    listed = next(one for one in audit["departments"] if one["url"].endswith("/kettles"))
    assert len(listed["products"]) == KETTLES


@pytest.mark.slow
def test_a_shop_that_scripts_route_is_seen_whole(tmp_path):
    with serving(lambda path: None if path in ("/robots.txt", "/sitemap.xml") else page(SHELL)) as shop:
        audit, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto"), tmp_path / "a")
    assert {path for path, one in pages.items() if one["kind"] == "product"} == {f"/kettle-{number}" for number in range(6)}
    assert all(one["rendered"] for one in pages.values())
    assert {one["template"] for one in audit["rendering"]["templates"] if one["needed"]} == {"home", "other:"}


@pytest.mark.slow
def test_of_a_static_shop_only_the_sample_is_looked_at(tmp_path):
    links = "".join(f"<a href=/p/{number}>{number}</a>" for number in range(40))
    with serving(lambda path: page(links + TEXT) if path == "/" else scripted_lists(path)) as shop:
        audit, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto"), tmp_path / "a")
    assert not any(one["rendered"] for one in pages.values())
    assert sum(documents(shop, path) == 2 for path in pages) == 3
    assert audit["rendering"]["pages"] == 0
    assert "on 3 pages compared, scripts add next to nothing" in (tmp_path / "a/report.html").read_text()


@pytest.mark.parametrize("arguments", [("--render", "never"), ()])
def test_never_starts_no_browser(arguments, tmp_path):
    with serving(scripted_lists) as shop:
        audit, pages = outcome(rendered(shop.url, tmp_path / "a", *arguments), tmp_path / "a")
    assert not any(path.startswith("/p/") for path in pages)
    assert documents(shop, "/category/kettles") == 1
    assert audit["rendering"]["mode"] == "never"
    assert "what scripts add was not looked for" in (tmp_path / "a/report.html").read_text()


@pytest.mark.slow
def test_always_renders_every_page_and_keeps_what_the_server_said(tmp_path):
    with serving(scripted_lists) as shop:
        audit, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "always"), tmp_path / "a")
    assert all(one["rendered"] for one in pages.values())
    assert len(pages) == audit["rendering"]["pages"] == KETTLES + 4
    assert {documents(shop, path) for path in pages} == {2}


def test_without_a_browser_the_audit_goes_on_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITOR_CHROMIUM", "/bin/false")
    with serving(scripted_lists) as shop:
        audit, _ = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto"), tmp_path / "a")
    assert audit["complete"]
    assert "AUDITOR_CHROMIUM names /bin/false" in audit["rendering"]["because"]
    assert "since no browser started: AUDITOR_CHROMIUM names /bin/false" in (tmp_path / "a/report.html").read_text()
    assert documents(shop, "/category/kettles") == 1


UNRULY = """<main><h1>Kettles</h1><ul id=list></ul></main><img src=/picture.png><iframe src=/frame></iframe><script>
for (let number = 0; number < 9; number += 1) list.innerHTML += `<li><a href=/p/${number}>Kettle ${number}</a></li>`;
alert("Welcome"); confirm("Really?"); prompt("Your name?");
onbeforeunload = (event) => event.preventDefault();
open("/window"); open("/cart/add/1");
setInterval(() => fetch("/api/tick"), 100);
fetch("/cart/add", {method: "POST", body: "id=1"}); fetch("/api/basket", {method: "POST", body: '{"query":"mutation add($id: ID) { x }"}'});
fetch("/moved"); fetch("/api/read", {method: "POST", body: "{}"}); navigator.sendBeacon("/beacon", "x");
const file = document.createElement("a"); file.href = "/file.zip"; file.download = "file.zip"; file.click();
setTimeout(() => { location = "/elsewhere"; }, 300);
if (navigator.serviceWorker) navigator.serviceWorker.register("/worker.js");
</script>"""
KEPT_BACK = ("/cart/add", "/cart/add/1", "/cart/add/7", "/api/basket", "/beacon", "/window", "/elsewhere", "/frame", "/worker.js")


@pytest.mark.slow
def test_an_unruly_page_ends_in_time_and_changes_nothing(tmp_path):
    def shop_of(path: str) -> Answer | None:
        if path == "/moved":
            return Answer(status=302, headers={"Location": "/cart/add/7"})
        return page(UNRULY) if path == "/category/kettles" else Answer(b"{}", headers=JSON) if path.startswith("/api/") else scripted_lists(path)

    with serving(shop_of) as shop:
        began = time.monotonic()
        _, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto", within=in_a_hurry), tmp_path / "a")
        took_s = time.monotonic() - began
    assert took_s < 60
    assert pages["/category/kettles"]["rendered"]
    assert {f"/p/{number}" for number in range(9)} <= set(pages)
    asked = {path for _, path in shop.requests}
    assert {"/api/tick", "/api/read", "/moved"} <= asked
    assert not asked & {*KEPT_BACK} - {"/frame"}  # the crawl asks for the frame, the browser does not
    assert documents(shop, "/frame") == 1
    assert {method for method, path in shop.requests if path not in ("/api/read",)} <= {"GET", "HEAD"}


@pytest.mark.slow
@pytest.mark.parametrize("script", ["while (true) {}", "setTimeout(() => { while (true) {} }, 50)"])
def test_a_page_that_hangs_costs_itself_alone(script, tmp_path):
    def shop_of(path: str) -> Answer | None:
        return page(f"<main>{TEXT}</main><script>{script}</script>") if path == "/about" else scripted_lists(path)

    with serving(shop_of) as shop:
        _, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto", within=in_a_hurry), tmp_path / "a")
    assert pages["/about"]["status"] == 200
    assert not pages["/about"]["rendered"]
    assert pages["/category/kettles"]["rendered"]
    assert len([path for path in pages if path.startswith("/p/")]) == KETTLES


@pytest.mark.slow
def test_a_page_that_sends_browsers_elsewhere_stays_as_it_was_sent(tmp_path):
    def shop_of(path: str) -> Answer | None:
        return redirect("/cart") if path == "/about" and shop.asked("/about") > 1 else scripted_lists(path)

    with serving(shop_of) as shop:
        began = time.monotonic()
        audit, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto"), tmp_path / "a")
    assert time.monotonic() - began < 25
    assert documents(shop, "/about") == 2
    assert not shop.asked("/cart")
    assert pages["/about"]["final_url"].endswith("/about")
    assert next(one["failed"] for one in audit["rendering"]["templates"] if one["template"] == "about") == 1


@pytest.mark.slow
def test_a_layer_that_asks_for_consent_is_no_text_of_the_page(tmp_path):
    layer = "We use cookies to make this shop better for you and for our partners, who may follow what you do here. " * 6
    script = ('const layer = document.createElement("div"); layer.style = "position: fixed; inset: auto 0 0 0; height: 300px; background: #fff";'
              f'layer.innerHTML = "<p>{layer}</p><button>Accept</button><button>Reject</button>"; document.body.append(layer);')
    with serving({"/": page(f"<h1>Kettles</h1><p>Of copper.</p><script>{script}</script>")}) as shop:
        audit, _ = outcome(rendered(shop.url, tmp_path / "a", "--render", "auto"), tmp_path / "a")
    (told,) = audit["rendering"]["templates"]
    assert (told["needed"], told["failed"], told["words_shown"]) == (False, 0, told["words_sent"])


@pytest.mark.slow
def test_what_robots_txt_forbids_is_not_rendered_either(tmp_path):
    robots = Answer(b"User-agent: *\nDisallow: /p/3\n", headers={"Content-Type": "text/plain"})
    with serving(lambda path: robots if path == "/robots.txt" else scripted_lists(path)) as shop:
        _, pages = outcome(rendered(shop.url, tmp_path / "a", "--render", "always"), tmp_path / "a")
    assert "/p/4" in pages
    assert not shop.asked("/p/3")


@pytest.mark.slow
def test_a_killed_audit_renders_on_where_it_was(tmp_path):
    chance = random.Random(os.environ.get("AUDITOR_SEED", "render"))
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    with serving(scripted_lists) as shop:
        undisturbed = outcome(rendered(shop.url, whole, "--render", "auto"), whole)
        begun = ("audit", shop.url, "--out", killed, "--quiet", "--loopback-only", *LOOKING_ONLY, "--render", "auto")
        for _ in range(3):
            with started(*begun) as process:
                await_requests(shop, chance.randint(1, 8), process)
            begun = ("resume", killed)
        again = outcome(auditor("resume", killed, "--quiet"), killed)
    assert again[1] == undisturbed[1]
    assert again[0]["rendering"] == undisturbed[0]["rendering"]
    assert {one["fingerprint"] for one in again[0]["findings"]} == {one["fingerprint"] for one in undisturbed[0]["findings"]}
    assert sqlite3.connect(killed / "audit.sqlite").execute("SELECT count(*) FROM fetch WHERE rendered = 1").fetchone() == (2,)


def linked(number: int, words: int = 50) -> str:
    return "".join(f"<a href=/{each}>x</a>" for each in range(number)) + f"<p>{'word ' * words}</p>"


@pytest.mark.parametrize(("sent", "shown", "more"), [
    (linked(0), linked(12), True), (linked(0), linked(4), False), (linked(100), linked(110), False), (linked(20), linked(26), True),
    (linked(5, 20), linked(5, 90), True), (linked(5, 20), linked(5, 45), False), (linked(5, 200), linked(5, 300), False),
    (linked(0), "".join(f"<a href=https://other.example/{each}>x</a>" for each in range(20)) + f"<p>{'word ' * 50}</p>", False),
])
def test_more_is_clearly_more(sent, shown, more):
    assert has_more(contents("http://shop.example/", sent), contents("http://shop.example/", shown)) is more


def test_one_page_that_needs_it_speaks_for_its_template():
    full, empty = contents("http://shop.example/", linked(12)), contents("http://shop.example/", linked(0))
    assert comparison("category", [(full, full), (empty, full)], 1) == Comparison("category", 2, 1, 12, 24, 101, 102, True)
    assert not comparison("category", [], 2).needed


SHOP = "http://lantern-books.com/"


@pytest.mark.parametrize(("method", "url", "kind", "body", "passes"), [
    ("GET", f"{SHOP}api/list", "XHR", "", True), ("POST", f"{SHOP}graphql", "Fetch", '{"query":"query list { products { name } }"}', True),
    ("POST", "http://api.lantern-books.com/search", "XHR", "{}", True), ("GET", "http://cdn.example/app.js", "Script", "", True),
    ("POST", f"{SHOP}graphql", "Fetch", '{"query":"mutation { createCart { id } }"}', False),
    ("POST", f"{SHOP}cart/add.js", "XHR", "", False), ("GET", f"{SHOP}cart/add.js?id=1", "XHR", "", False),
    ("POST", f"{SHOP}rest/V1/guest-carts", "XHR", "", False), ("POST", f"{SHOP}newsletter", "XHR", "", False),
    ("GET", f"{SHOP}?add-to-cart=5", "XHR", "", False),
    ("POST", "http://tracker.example/collect", "XHR", "", False), ("GET", f"{SHOP}a.png", "Image", "", False),
    ("GET", f"{SHOP}logout", "XHR", "", False), ("GET", f"{SHOP}other", "Document", "", False),
])
def test_what_a_rendered_page_may_ask_for(method, url, kind, body, passes):
    refused = RenderGuard(SHOP).objection({"method": method, "url": url, "postData": body}, kind)
    assert (refused is None) is passes


def test_a_document_passes_once_and_only_while_it_is_expected():
    guard = RenderGuard(SHOP)
    asked = {"method": "GET", "url": f"{SHOP}caf%C3%A9"}
    with guard.expecting(f"{SHOP}caf%c3%a9"):
        assert guard.objection(asked, "Document") is None
        assert guard.objection(asked, "Document")
    assert guard.objection(asked, "Document")
