"""The crawl: what it asks for, what it leaves alone, and what it keeps."""

import gzip
import time

import pytest

from spiders.crawl import limits_for
from spiders.pace import GUEST
from tests.running import audited, auditor, crawled
from tests.serving import HTML, Answer, page, redirect, serving

PNG = Answer(b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "image/png"})


def by_path(pages: list[dict], shop: str) -> dict[str, dict]:
    return {one["url"].removeprefix(shop.rstrip("/")): one for one in pages}


def test_every_hop_is_kept_and_every_link_verified(tmp_path):
    routes = {
        "/": page('<a href=/a>A</a><a href=/old>Old</a><a href=/loop>Loop</a><a href=/gone>Gone</a>'
                  '<img src=/no.png><img src=/p.png>'),
        "/a": page('<h1 id=top2>A</h1><a href="/#nowhere">B</a><a href="/a#top2">C</a><a href="/deep">Deep</a>'),
        "/old": redirect("/older", 301), "/older": redirect("/a"), "/loop": redirect("/loop2"), "/loop2": redirect("/loop"),
        "/deep": page("deep"), "/p.png": PNG,
    }
    with serving(routes) as shop:
        audit = audited(shop.url, tmp_path / "a")
        pages = by_path(auditor("pages", tmp_path / "a", "--json").json, shop.url)
        links = auditor("links", tmp_path / "a", "--json").json
    base = shop.url.rstrip("/")
    assert pages["/old"]["final_url"] == f"{base}/a"
    assert pages["/old"]["status"] == 200
    assert pages["/deep"]["depth"] == 2
    assert pages["/gone"]["status"] == 404
    assert {target["target"]: target["status"] for target in links} == {f"{base}/gone": 404, f"{base}/no.png": 404}
    assert audit["pages"]["fetched"] == 3
    found = {(one["code"], one["data"].get("target", "").removeprefix(base)) for one in audit["findings"]}
    assert {("LNK-01", "/gone"), ("LNK-04", "/no.png"), ("LNK-06", "/old"), ("LNK-06", "/loop"), ("LNK-07", "/#nowhere")} <= found
    assert not {target for code, target in found if code.startswith("LNK")} & {"/a#top2", "/p.png", "/a"}
    gone = next(one for one in audit["findings"] if one["code"] == "LNK-01")
    assert [(source["url"], source["text"]) for source in gone["data"]["sources"]] == [(shop.url, "Gone")]


WALLS = (401, 403, 405, 429, 503, 999)


@pytest.mark.parametrize("status", WALLS)
def test_walls_are_unknown_and_never_broken(status, tmp_path):
    with serving({"/": page("<a href=/wall>Wall</a>"), "/wall": page("no", status=status)}) as shop:
        crawled(shop.url, tmp_path / "a")
        assert auditor("links", tmp_path / "a", "--json").json == []


@pytest.mark.parametrize("status", [404, 410, 500, 502])
def test_dead_ends_are_broken(status, tmp_path):
    with serving({"/": page("<a href=/dead>Dead</a>"), "/dead": page("no", status=status)}) as shop:
        crawled(shop.url, tmp_path / "a")
        (target,) = auditor("links", tmp_path / "a", "--json").json
    assert target["status"] == status


@pytest.mark.parametrize("status", [404, 405, 500])
def test_a_head_that_is_refused_is_asked_again_by_get(status, tmp_path):
    with serving({"/": page("<img src=/p.png>"), "/p.png": PNG, "HEAD /p.png": page("no", status=status)}) as shop:
        crawled(shop.url, tmp_path / "a")
        assert auditor("links", tmp_path / "a", "--json").json == []
    assert ("GET", "/p.png") in shop.requests
    assert {method for method, _ in shop.requests} == {"GET", "HEAD"}


NEVER = (
    "/logout", "/account/signout", "/cart/add/3", "/cart/add.js?id=3", "/?add-to-cart=5", "/basket/remove/1", "/customer-logout",
    "/cart.php?action=add&id=2", "/%6cogout", "/Logout;jsessionid=1", "/wishlist/12/add", "/orders/create", "/page?currency=EUR", "/cart/123:1", "/unsubscribe?u=1")
ALWAYS = (
    "/noise-cancelling-headphones", "/nintendo-switch", "/polish-remover", "/delete-key-cap", "/cart-blanche", "/vote-badge")


def test_what_changes_something_is_never_asked_for(tmp_path):
    links = "".join(f'<a href="{path}">thing {path}</a>' for path in (*NEVER, *ALWAYS))
    with serving({"/": page(f'{links}<a href="/harmless">Abmelden</a><a href="/harmless2">Delete</a>')}) as shop:
        crawled(shop.url, tmp_path / "a")
    asked = {path for _, path in shop.requests}
    assert not asked & {*NEVER, "/harmless", "/harmless2"}
    assert set(ALWAYS) <= asked


def test_robots_and_sitemaps(tmp_path):
    routes = {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private\nSitemap: /map.xml\n", headers={"Content-Type": "text/plain"}),
        "/map.xml": Answer(b"<urlset><url><loc>http://HOST/lonely</loc></url><url><loc>http://other.example/x</loc></url></urlset>"),
        "/": page("<a href=/private/1>P</a>"), "/lonely": page("alone"), "/private/1": page("secret"),
    }

    def find(path: str) -> Answer | None:
        answer = routes.get(path)
        if path == "/map.xml":
            return Answer(answer.body.replace(b"HOST", shop.url.split("/")[2].encode()), headers={"Content-Type": "text/xml"})
        return answer

    with serving(find) as shop:
        pages = by_path(crawled(shop.url, tmp_path / "a"), shop.url)
    assert not shop.asked("/private/1")
    assert pages["/lonely"]["depth"] is None


def test_limits_are_kept_and_named(tmp_path):
    def find(path: str) -> Answer | None:
        if not (path == "/" or path.strip("/").isdigit()):
            return None
        number = int(path.strip("/") or 0)
        return page("".join(f"<a href=/{number * 3 + branch}>n</a>" for branch in (1, 2, 3)), title=f"Page {number}")

    with serving(find) as shop:
        few = audited(shop.url, tmp_path / "few", "--max-pages", 10)
        shallow = audited(shop.url, tmp_path / "shallow", "--max-depth", 2)
    assert few["pages"]["fetched"] == 10
    assert few["complete"]
    assert [limit["name"] for limit in few["limits"]] == ["max-pages"]
    assert shallow["pages"]["fetched"] == 13
    assert shallow["pages"]["click_depth"]["max"] == 2


@pytest.mark.parametrize(("encoding", "text"), [
    ("gb18030", "欢迎光临本店，购物车里有您的商品"), ("big5", "歡迎光臨本店，購物車裡有您的商品"),
    ("shift_jis", "ようこそ、カートに商品があります"),
])
@pytest.mark.parametrize("told", ["by header", "by meta", "not at all"])
def test_encodings(encoding, text, told, tmp_path):
    meta = f'<meta charset="{encoding}">' if told == "by meta" else ""
    kind = "text/html" + (f"; charset={encoding}" if told == "by header" else "")
    body = f"<html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>".encode(encoding)
    with serving({"/": Answer(body, headers={"Content-Type": kind})}) as shop:
        (only,) = crawled(shop.url, tmp_path / "a")
    assert only["title"] == text


def test_a_page_that_wants_its_cookie_back(tmp_path):
    def find(path: str) -> Answer | None:
        if path != "/":
            return None
        return page("hello") if "a=1" in shop.cookies[-1] else redirect("/", **{"Set-Cookie": "a=1; Path=/"})

    with serving(find) as shop:
        (only,) = crawled(shop.url, tmp_path / "a")
    assert only["status"] == 200


def linked(*paths: str) -> Answer:
    return page("".join(f"<a href={path}>{path}</a>" for path in paths))


MOVED_FILES = {
    "robots.txt moved": {"/robots.txt": redirect("/r2"), "/r2": Answer(b"User-agent: *\nDisallow: /no"), "/": linked("/a", "/no"), "/a": page("a")},
    "robots.txt sent home": {"/robots.txt": redirect("/"), "/": linked("/a"), "/a": page("a")},
    "robots.txt in a circle": {"/robots.txt": redirect("/robots.txt"), "/": linked("/a"), "/a": page("a")},
    "robots.txt names no address": {"/robots.txt": Answer(b"Sitemap: http://shop:port/x"), "/": linked("/a"), "/a": page("a")},
    "home and sitemap moved alike": {"/": redirect("/en/"), "/sitemap.xml": redirect("/en/"), "/en/": linked("/a"), "/a": page("a")},
    "unknown addresses sent home": {"/": redirect("/en/"), "/en/": linked("/a"), "/a": page("a"), "others": redirect("/en/")},
    "a scheme of its own": {"/": linked("/a", "/app"), "/a": page("a"), "/app": redirect("whatsapp://send/")},
}


@pytest.mark.parametrize("routes", MOVED_FILES.values(), ids=MOVED_FILES)
def test_moved_files_do_not_stop_a_crawl(routes, tmp_path):
    find = (lambda path: routes.get(path, routes["others"])) if "others" in routes else routes
    with serving(find) as shop:
        pages = by_path(crawled(shop.url, tmp_path / "a"), shop.url)
    assert pages["/a"]["status"] == 200
    assert not shop.asked("/no")


def test_a_session_in_the_address_is_one_page(tmp_path):
    number = iter(range(10_000))

    def find(path: str) -> Answer | None:
        return page(f"<a href=/a?osCsid={next(number)}>A</a><a href=/b;jsessionid={next(number)}>B</a>") if path[1:2] in "ab" else None

    with serving(find) as shop:
        pages = crawled(shop.url, tmp_path / "a")
    assert sorted(by_path(pages, shop.url)) == ["/", "/a", "/b"]


def test_redirects_do_not_use_up_the_pages_asked_for(tmp_path):
    routes = {"/": linked(*(f"/r{number}" for number in range(40)))}
    routes |= {f"/r{number}": redirect(f"/p{number}") for number in range(40)}
    routes |= {f"/p{number}": page("p", title=f"P{number}") for number in range(40)}
    with serving(routes) as shop:
        audit = audited(shop.url, tmp_path / "a", "--max-pages", 10)
    assert audit["pages"]["fetched"] == 10


def test_a_depth_limit_holds_for_sitemaps_too(tmp_path):
    listed = "".join(f"<url><loc>HOST{name}</loc></url>" for name in ("a", "deep"))
    routes = {"/": linked("/a"), "/a": page("a"), "/deep": page("deep")}

    def find(path: str) -> Answer | None:
        if path == "/sitemap.xml":
            return Answer(f"<urlset>{listed.replace('HOST', shop.url)}</urlset>".encode(), headers={"Content-Type": "text/xml"})
        return routes.get(path)

    with serving(find) as shop:
        pages = by_path(crawled(shop.url, tmp_path / "a", "--max-depth", 1), shop.url)
    assert sorted(pages) == ["/", "/a"]


def test_further_addresses_come_from_a_file(tmp_path):
    (tmp_path / "urls.txt").write_text("/lonely\n\nBASE/a?utm_source=mail\n/private\n")
    routes = {"/": linked("/a"), "/a": page("a"), "/lonely": page("<a href=/deep>d</a>"), "/deep": page("d"),
              "/robots.txt": Answer(b"User-agent: *\nDisallow: /private", headers={"Content-Type": "text/plain"})}
    with serving(routes) as shop:
        file = tmp_path / "urls.txt"
        file.write_text(file.read_text().replace("BASE/", shop.url))
        pages = by_path(crawled(shop.url, tmp_path / "a", "--urls", file), shop.url)
        file.write_text("https://other.example/x")
        foreign = auditor("crawl", shop.url, "--out", tmp_path / "b", "--urls", file)
        missing = auditor("crawl", shop.url, "--out", tmp_path / "b", "--urls", tmp_path / "none")
    assert sorted(pages) == ["/", "/a", "/deep", "/lonely"]
    assert pages["/lonely"]["depth"] is None
    assert not shop.asked("/private")
    assert (foreign.code, missing.code) == (2, 2)
    assert "https://other.example/x is no address of" in foreign.err
    assert not (tmp_path / "b" / "audit.sqlite").exists()


def test_a_bomb_is_left_alone(tmp_path):
    bomb = Answer(gzip.compress(b"<p>" + bytes(100_000_000)), headers={**HTML, "Content-Encoding": "gzip"})
    with serving({"/": page("<a href=/bomb>B</a><a href=/on>On</a>"), "/bomb": bomb, "/on": page("on")}) as shop:
        pages = by_path(crawled(shop.url, tmp_path / "a"), shop.url)
    assert pages["/bomb"]["status"] is None
    assert pages["/on"]["status"] == 200


def test_external_links_are_verified_when_asked(tmp_path):
    with serving({"/there": page("there")}) as other:
        links = f"<a href={other.url}there>There</a><a href={other.url}gone>Gone</a>"
        with serving({"/": page(links)}) as shop:
            crawled(shop.url, tmp_path / "without")
            assert other.requests == []
            crawled(shop.url, tmp_path / "with", "--external-links")
            (broken,) = auditor("links", tmp_path / "with", "--json").json
    assert broken["target"] == f"{other.url}gone"
    assert ("HEAD", "/there") in other.requests
    assert ("GET", "/there") not in other.requests


def test_a_public_shop_is_crawled_as_a_guest():
    assert limits_for("https://shop.example/", None, None) == GUEST
    told = limits_for("https://shop.example/", concurrency=2, rate=1)
    assert (told.concurrency, told.delay_s, told.adaptive) == (2, 1, True)
    assert limits_for("http://localhost:8000/", None, None).delay_s == 0


def test_the_rate_is_kept(tmp_path):
    times = []

    def find(path: str) -> Answer | None:
        times.append(time.monotonic())
        return page("".join(f"<a href=/{number}>n</a>" for number in range(12))) if path == "/" else page("leaf")

    with serving(find) as shop:
        crawled(shop.url, tmp_path / "a", "--rate", 10)
    gaps = [later - earlier for earlier, later in zip(sorted(times), sorted(times)[1:], strict=False)]
    assert len(times) > 12
    assert sum(gaps) / len(gaps) > 0.09
